/**
 * The camera and its lights. A picture is the average of many plain renders; each one takes another point of the sun's disc,
 * another direction of the sky, another place in the lens and another place in the pixel. Soft shadows, shade in corners,
 * depth of field and smooth edges all come from that one average.
 *
 * Lengths are centimetres, y is up, the camera looks towards −z.
 */
import * as THREE from 'three';

export type Point = [x: number, y: number, z: number];

export interface Shot {
  width: number;
  height: number;
  scene: THREE.Scene;
  camera: { from: Point; at: Point; lens: number; aperture?: number; focus?: Point };
  /** Where the sun comes from, how wide its disc is (degrees) and how strong it is. */
  sun: { from: Point; softness: number; colour: string; strength: number };
  sky: { colour: string; strength: number };
  /** Light that the ground throws back up. */
  bounce: { colour: string; strength: number };
  /** How far from the middle things cast shadows. */
  reach: number;
  exposure: number;
}

// Lights give diffuse light with shadows; what shines on a surface comes from the mirrored room alone, and of its diffuse
// light only a little is left. Otherwise each of the many suns would leave its own hard spark on a glossy bottle.
amend('lights_physical_pars_fragment', 'directSpecular += irradiance', 'directSpecular += 0.0 * irradiance');
amend(
  'lights_physical_pars_fragment',
  'SpecularDirect += ccIrradiance',
  'SpecularDirect += 0.0 * ccIrradiance',
);
amend('envmap_physical_pars_fragment', 'return PI * envMapColor.rgb', 'return 0.22 * PI * envMapColor.rgb');

/** Changes a piece of three's shaders; throws when a newer three has no such line. */
function amend(chunk: keyof typeof THREE.ShaderChunk, line: string, by: string): void {
  if (!THREE.ShaderChunk[chunk].includes(line)) throw new Error(`three's ${chunk} no longer says ${line}`);
  THREE.ShaderChunk[chunk] = THREE.ShaderChunk[chunk].replace(line, by);
}

let renderer: THREE.WebGLRenderer | undefined;

/** The one renderer of the page; its canvas holds the last picture. */
export function darkroom(): THREE.WebGLRenderer {
  if (!renderer) {
    renderer = new THREE.WebGLRenderer({ antialias: false, preserveDrawingBuffer: true });
    renderer.shadowMap.enabled = true;
    renderer.shadowMap.type = THREE.PCFShadowMap;
    renderer.setPixelRatio(1);
    renderer.transmissionResolutionScale = 0.5;
  }
  return renderer;
}

/** The nth point of an even, unrepeating scatter over the unit square. */
function scatter(n: number, shift: number): [number, number] {
  return [(0.5 + n * 0.7548776662466927 + shift) % 1, (0.5 + n * 0.5698402909980532 + shift * 1.7) % 1];
}

function disc([u, v]: [number, number]): [number, number] {
  const radius = Math.sqrt(u);
  return [radius * Math.cos(2 * Math.PI * v), radius * Math.sin(2 * Math.PI * v)];
}

function shadowed(
  colour: string,
  intensity: number,
  reach: number,
  mapSize: number,
  blur: number,
): THREE.DirectionalLight {
  const light = new THREE.DirectionalLight(colour, intensity);
  light.castShadow = true;
  light.shadow.mapSize.set(mapSize, mapSize);
  light.shadow.radius = blur;
  light.shadow.normalBias = reach / 900;
  light.shadow.bias = -0.0006;
  Object.assign(light.shadow.camera, {
    left: -reach,
    right: reach,
    top: reach,
    bottom: -reach,
    near: 1,
    far: reach * 8,
  });
  return light;
}

/** Moves the camera within its lens and its pixel, so that the plane of focus stays where it is. */
function aim(camera: THREE.PerspectiveCamera, shot: Shot, n: number): void {
  const { from, at, lens, aperture = 0, focus = at } = shot.camera;
  camera.position.set(...from);
  camera.lookAt(...at);
  camera.updateMatrixWorld();
  const distance = new THREE.Vector3(...focus)
    .sub(camera.position)
    .dot(camera.getWorldDirection(new THREE.Vector3()));
  const [x, y] = disc(scatter(n, 0.31)).map((value) => value * aperture) as [number, number];
  camera.translateX(x);
  camera.translateY(y);
  camera.updateMatrixWorld();
  const top = Math.tan((lens * Math.PI) / 360);
  const right = (top * shot.width) / shot.height;
  const [u, v] = scatter(n, 0.77);
  const shiftX = -x / distance + ((u - 0.5) * 2 * right) / shot.width;
  const shiftY = -y / distance + ((v - 0.5) * 2 * top) / shot.height;
  camera.near = 1;
  camera.far = 600;
  camera.projectionMatrix.makePerspective(
    shiftX - right,
    shiftX + right,
    shiftY + top,
    shiftY - top,
    camera.near,
    camera.far,
  );
  camera.projectionMatrixInverse.copy(camera.projectionMatrix).invert();
}

const screen = `varying vec2 at; void main() { at = uv; gl_Position = vec4(position.xy, 0.0, 1.0); }`;

const added = { render: { value: null as THREE.Texture | null } };
const adding = new THREE.ShaderMaterial({
  uniforms: added,
  vertexShader: screen,
  fragmentShader: `uniform sampler2D render; varying vec2 at;
    void main() { gl_FragColor = vec4(min(texture2D(render, at).rgb, vec3(12.0)), 1.0); }`,
  blending: THREE.CustomBlending,
  blendSrc: THREE.OneFactor,
  blendDst: THREE.OneFactor,
  depthTest: false,
  depthWrite: false,
});

// Khronos' PBR neutral curve keeps a brand's colours; then a little less of them, a little more contrast, and a grain so
// fine that it is not seen but keeps soft walls from falling into bands.
const printed = { sum: { value: null as THREE.Texture | null }, exposure: { value: 1 } };
const printing = new THREE.ShaderMaterial({
  uniforms: printed,
  vertexShader: screen,
  fragmentShader: `uniform sampler2D sum; uniform float exposure; varying vec2 at;
    vec3 neutral(vec3 c) {
      float x = min(c.r, min(c.g, c.b));
      c -= x < 0.08 ? x - 6.25 * x * x : 0.04;
      float peak = max(c.r, max(c.g, c.b));
      if (peak < 0.70) return c;
      float low = 1.0 - 0.09 / (peak + 0.3 - 0.70);
      return mix(c * low / peak, vec3(low), 1.0 - 1.0 / (0.15 * (peak - low) + 1.0));
    }
    float noise(vec2 p) { return fract(sin(dot(p, vec2(12.9898, 78.233))) * 43758.5453); }
    void main() {
      vec4 s = texture2D(sum, at);
      vec3 c = neutral(s.rgb / s.a * exposure);
      c = mix(vec3(dot(c, vec3(0.2126, 0.7152, 0.0722))), c, 0.9);
      c *= 1.0 - 0.12 * smoothstep(0.35, 0.85, length(at - 0.5));
      c = mix(c * 12.92, 1.055 * pow(max(c, 0.0), vec3(1.0 / 2.4)) - 0.055, step(0.0031308, c));
      c = mix(c, c * c * (3.0 - 2.0 * c), 0.22);
      c += (noise(gl_FragCoord.xy) + noise(gl_FragCoord.yx + 7.0) - 1.0) * 0.008;
      gl_FragColor = vec4(c, 1.0);
    }`,
  depthTest: false,
});

/** Takes the picture; afterwards the renderer's canvas holds it. */
export async function photograph(shot: Shot, samples: number): Promise<HTMLCanvasElement> {
  const gl = darkroom();
  gl.setSize(shot.width, shot.height, false);
  const frame = new THREE.WebGLRenderTarget(shot.width, shot.height, { type: THREE.HalfFloatType });
  const sum = new THREE.WebGLRenderTarget(shot.width, shot.height, {
    type: THREE.FloatType,
    depthBuffer: false,
  });
  const sheet = new THREE.Mesh(new THREE.PlaneGeometry(2, 2), adding);
  const flat = new THREE.OrthographicCamera();
  const camera = new THREE.PerspectiveCamera();
  camera.matrixAutoUpdate = true;

  const sun = shadowed(shot.sun.colour, Math.PI * shot.sun.strength, shot.reach, 2048, 2);
  const sky = shadowed(shot.sky.colour, 2 * Math.PI * shot.sky.strength, shot.reach, 1024, 4);
  const bounce = new THREE.HemisphereLight(0x000000, shot.bounce.colour, Math.PI * shot.bounce.strength);
  shot.scene.add(sun, sun.target, sky, sky.target, bounce);
  const middle = new THREE.Vector3(...shot.camera.at);
  const towards = new THREE.Vector3(...shot.sun.from).normalize();
  const side = new THREE.Vector3().crossVectors(towards, new THREE.Vector3(0, 1, 0.01)).normalize();
  const above = new THREE.Vector3().crossVectors(side, towards);
  const spread = Math.tan((shot.sun.softness * Math.PI) / 180);
  const translucent: THREE.Object3D[] = [];
  shot.scene.traverse((object) => {
    if (object.userData.shade !== undefined) translucent.push(object);
  });

  gl.setRenderTarget(sum);
  gl.setClearColor(0x000000, 0);
  gl.clear();
  for (let n = 0; n < samples; n += 1) {
    const [x, y] = disc(scatter(n, 0.12));
    const ray = towards
      .clone()
      .addScaledVector(side, x * spread)
      .addScaledVector(above, y * spread)
      .normalize();
    sun.position.copy(middle).addScaledVector(ray, shot.reach * 4);
    sun.target.position.copy(middle);
    const [u, v] = scatter(n, 0.55);
    const height = 0.06 + 0.94 * u;
    const flatness = Math.sqrt(1 - height * height);
    const dome = new THREE.Vector3(
      flatness * Math.cos(2 * Math.PI * v),
      height,
      flatness * Math.sin(2 * Math.PI * v),
    );
    sky.position.copy(middle).addScaledVector(dome, shot.reach * 4);
    sky.target.position.copy(middle);
    for (const object of translucent) object.castShadow = (n * 0.618034) % 1 < object.userData.shade;
    aim(camera, shot, n);
    gl.autoClear = true;
    gl.setRenderTarget(frame);
    gl.render(shot.scene, camera);
    gl.autoClear = false;
    added.render.value = frame.texture;
    gl.setRenderTarget(sum);
    gl.render(sheet, flat);
    // lets the page breathe, or Chromium takes it for hung
    if (n % 8 === 7) await new Promise((resolve) => setTimeout(resolve));
  }
  printed.sum.value = sum.texture;
  printed.exposure.value = shot.exposure;
  sheet.material = printing;
  gl.setRenderTarget(null);
  gl.render(sheet, flat);
  sum.dispose();
  frame.dispose();
  for (const light of [sun, sky]) light.dispose();
  return gl.domElement;
}
