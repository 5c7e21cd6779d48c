/** Bottle closures: droppers, pumps, misters, caps. The origin of each is the shoulder of its bottle. */
import * as THREE from 'three';
import { plastic } from './materials.ts';
import { solid, stack, turned } from './shapes.ts';

/** Collar, rubber bulb and glass pipette. The pipette reaches `depth` into the bottle. */
export function dropper(
  neck: number,
  collar: THREE.Material,
  bulb: THREE.Material,
  depth: number,
): THREE.Group {
  const r = neck * 0.82;
  return stack(
    [turned(`0,0 ${neck + 0.16},0,0.06 ${neck + 0.16},1.25,0.12 ${r},1.25`, collar), 0],
    [turned(`0,0 ${r},0 ${r},0.45,0.18 ${r * 0.88},0.75,0.2 ${r * 0.84},2.35,0.75 0,2.4,0.1`, bulb), 1.25],
    [turned(`0.05,0 0.1,0.06,0.04 0.24,0.9,0.3 0.24,${depth}`, plastic('#f6f2ee', 0.15)), -depth + 0.3],
  );
}

/** A lotion pump. Its spout points left and slightly forward; its tube reaches `depth` into the bottle. */
export function pump(neck: number, material: THREE.Material, depth = 0): THREE.Group {
  const collar = neck + 0.22;
  const spout = new THREE.CatmullRomCurve3([
    new THREE.Vector3(0, 0, 0),
    new THREE.Vector3(-0.9, 0.02, 0),
    new THREE.Vector3(-1.9, -0.06, 0),
    new THREE.Vector3(-2.35, -0.32, 0),
  ]);
  const head = stack(
    [turned('0,0 0.66,0,0.1 0.72,0.75,0.12 0,0.78', material), 0],
    [solid(new THREE.Mesh(new THREE.TubeGeometry(spout, 40, 0.27, 24), material)), 0.46],
  );
  head.rotation.y = 0.5;
  return stack(
    [
      turned(
        `0,0 ${collar},0,0.08 ${collar},1.1,0.14 ${collar * 0.62},1.18,0.05 ${collar * 0.5},1.45,0.05 0,1.45`,
        material,
      ),
      0,
    ],
    [turned('0,0 0.26,0 0.26,1.1 0,1.1', material), 1.4],
    [head, 2.2],
    [turned(`0.16,0 0.16,${depth}`, plastic('#fbf8f3', 0.3)), -depth],
  );
}

/** A fine-mist sprayer with a nozzle. */
export function mister(neck: number, material: THREE.Material): THREE.Group {
  const nozzle = turned('0,0 0.16,0 0.16,0.12,0.05 0.06,0.12 0.05,0.02', material);
  nozzle.rotation.set(Math.PI / 2, 0, 0.3);
  nozzle.position.set(-0.2, 0.62, neck * 0.66);
  return stack(
    [turned(`0,0 ${neck + 0.24},0,0.08 ${neck + 0.24},1,0.16 0,1`, material), 0],
    [stack([turned(`0,0 ${neck * 0.7},0 ${neck * 0.7},1.15,0.3 0,1.22`, material), 0], [nozzle, 0]), 0.98],
  );
}

/** A plain round cap. */
export function cap(radius: number, height: number, material: THREE.Material, round = 0.16): THREE.Mesh {
  return turned(`0,0 ${radius},0,0.05 ${radius},${height},${round} 0,${height}`, material);
}
