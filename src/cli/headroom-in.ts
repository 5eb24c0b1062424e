import { calibrationPath, readCalibrations } from '../preflight/calibration-file.js'
import type { HeadroomConditions } from '../preflight/headroom.js'
import { machineHere } from '../preflight/this-machine.js'

/** What is known of the generator's ceiling on this machine, by the file that the environment points to. */
export const headroomIn = (env: NodeJS.ProcessEnv): HeadroomConditions => ({
  found: readCalibrations(calibrationPath(env)),
  here: machineHere(),
})
