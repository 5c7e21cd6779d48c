/**
 * The camera and the lights. A picture is the average of many plain renders. Each render uses a different point of the sun's disc,
 * direction of the sky, position in the lens and position in the pixel. The average gives soft shadows, ambient occlusion, depth
 * of field and smooth edges.
 *
 * Lengths are in centimetres, y is up, and the camera looks towards −z.
 */
import * as THREE from 'three';

export type Point = [x: number, y: number, z: number];

export interface Shot {
  width: number;
  height: number;
  scene: THREE.Scene;
  /** `lens`: the vertical angle of view in degrees; `aperture`: the radius of the lens; `focus`: a point in the plane of focus. */
  camera: { from: Point; at: Point; lens: number; aperture?: number; focus?: Point };
  /** The sun's direction, the radius of its disc in degrees, its colour and its strength. */
  sun: { from: Point; softness: number; colour: string; strength: number };
  sky: { colour: string; strength: number };
  /** Light reflected from the ground. */
  bounce: { colour: string; strength: number };
  /** The distance from the centre up to which objects cast shadows. */
  reach: number;
  exposure: number;
}

// The lights give only diffuse light with shadows. Highlights come only from the reflected room, whose diffuse light is reduced.
// Otherwise each of the many suns would leave a separate hard highlight on a glossy bottle.
patchShader(
  'lights_physical_pars_fragment',
  'directSpecular += irradiance',
  'directSpecular += 0.0 * irradiance',
);
patchShader(
  'lights_physical_pars_fragment',
  'SpecularDirect += ccIrradiance',
  'SpecularDirect += 0.0 * ccIrradiance',
);
patchShader(
  'envmap_physical_pars_fragment',
  'return PI * envMapColor.rgb',
  'return 0.22 * PI * envMapColor.rgb',
);

/** Changes a line of three's shaders; throws if a newer version no longer has that line. */
function patchShader(chunk: keyof typeof THREE.ShaderChunk, line: string, by: string): void {
  if (!THREE.ShaderChunk[chunk].includes(line)) throw new Error(`three's ${chunk} no longer says ${line}`);
  THREE.ShaderChunk[chunk] = THREE.ShaderChunk[chunk].replace(line, by);
}

let renderer: THREE.WebGLRenderer | undefined;

/** The page's only renderer; its canvas holds the last picture. */
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

/** The nth point of a quasi-random sequence over the unit square. */
function scatter(n: number, shift: number): [number, number] {
  return [(0.5 + n * 0.7548776662466927 + shift) % 1, (0.5 + n * 0.5698402909980532 + shift * 1.7) % 1];
}

function disc([u, v]: [number, number]): [number, number] {
  const radius = Math.sqrt(u);
  return [radius * Math.cos(2 * Math.PI * v), radius * Math.sin(2 * Math.PI * v)];
}

function shadowLight(
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

/** Moves the camera within the lens and the pixel while keeping the plane of focus. */
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

const addUniforms = { render: { value: null as THREE.Texture | null } };
const addMaterial = new THREE.ShaderMaterial({
  uniforms: addUniforms,
  vertexShader: screen,
  fragmentShader: `uniform sampler2D render; varying vec2 at;
    void main() { gl_FragColor = vec4(min(texture2D(render, at).rgb, vec3(12.0)), 1.0); }`,
  blending: THREE.CustomBlending,
  blendSrc: THREE.OneFactor,
  blendDst: THREE.OneFactor,
  depthTest: false,
  depthWrite: false,
});

// Khronos' PBR neutral tone mapping keeps brand colours. Then saturation is reduced a little, the corners are darkened, contrast is
// raised a little, and invisible fine grain prevents banding on soft walls.
const toneUniforms = { sum: { value: null as THREE.Texture | null }, exposure: { value: 1 } };
const toneMaterial = new THREE.ShaderMaterial({
  uniforms: toneUniforms,
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

/** Renders the picture into the renderer's canvas. */
export async function photograph(shot: Shot, samples: number): Promise<HTMLCanvasElement> {
  const gl = darkroom();
  gl.setSize(shot.width, shot.height, false);
  const frame = new THREE.WebGLRenderTarget(shot.width, shot.height, { type: THREE.HalfFloatType });
  const sum = new THREE.WebGLRenderTarget(shot.width, shot.height, {
    type: THREE.FloatType,
    depthBuffer: false,
  });
  const quad = new THREE.Mesh(new THREE.PlaneGeometry(2, 2), addMaterial);
  const quadCamera = new THREE.OrthographicCamera();
  const camera = new THREE.PerspectiveCamera();
  camera.matrixAutoUpdate = true;

  const sun = shadowLight(shot.sun.colour, Math.PI * shot.sun.strength, shot.reach, 2048, 2);
  const sky = shadowLight(shot.sky.colour, 2 * Math.PI * shot.sky.strength, shot.reach, 1024, 4);
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
    addUniforms.render.value = frame.texture;
    gl.setRenderTarget(sum);
    gl.render(quad, quadCamera);
    // yields to the event loop, or Chromium would consider the page hung
    if (n % 8 === 7) await new Promise((resolve) => setTimeout(resolve));
  }
  toneUniforms.sum.value = sum.texture;
  toneUniforms.exposure.value = shot.exposure;
  quad.material = toneMaterial;
  gl.setRenderTarget(null);
  gl.render(quad, quadCamera);
  sum.dispose();
  frame.dispose();
  for (const light of [sun, sky]) light.dispose();
  return gl.domElement;
}
