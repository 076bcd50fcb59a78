import { homedir } from 'node:os'
import { expect, test } from 'vitest'
import { plainReason } from '../../../compare/tensorflow/plain-reason.ts'

test.each([
  [
    'npm behind a closed network',
    `npm warn Unknown user config "x". This will stop working in the next major version of npm.
npm error code ENOTFOUND
npm error syscall getaddrinfo
npm error errno ENOTFOUND
npm error network request to somewhere failed, reason: getaddrinfo ENOTFOUND somewhere
npm error network This is a problem related to network connectivity.
npm error network In most cases you are behind a proxy or have bad network settings.
npm error network
npm error network If you are behind a proxy, please make sure that the 'proxy' config is set properly.
npm error A complete log of this run can be found in: /somewhere/log`,
    'network request to somewhere failed, reason: getaddrinfo ENOTFOUND somewhere',
  ],
  [
    'pip without the package',
    `Looking in indexes: somewhere
WARNING: Location 'somewhere' is ignored: it is neither a file nor a directory.
ERROR: Could not find a version that satisfies the requirement tensorflow-cpu (from versions: none)
ERROR: No matching distribution found for tensorflow-cpu`,
    'Could not find a version that satisfies the requirement tensorflow-cpu (from versions: none); No matching distribution found for tensorflow-cpu',
  ],
  [
    'node-gyp without a compiler, under npm',
    `npm error code 1
npm error path /site/node_modules/some-package
npm error command failed
npm error command sh -c node scripts/install.js
npm error node-pre-gyp info it worked if it ends with ok
npm error gyp info using node-gyp@11
npm error gyp ERR! build error
npm error gyp ERR! stack Error: not found: make
npm error gyp ERR! stack at getNotFoundError (/site/which.js:16:17)
npm error gyp ERR! cwd /site/node_modules/some-package
npm error gyp ERR! not ok`,
    'not found: make',
  ],
  ['a colour, and the home directory', `\u001b[31mError: EACCES: permission denied, mkdir '${homedir()}/x'\u001b[0m`, "EACCES: permission denied, mkdir '~/x'"],
  ['a directory of ours', 'Error: cannot write /tmp/building/y', 'cannot write ./y'],
  ['nothing that looks like an error: its first lines', 'one\n\ntwo\nthree\nfour', 'one; two; three'],
  ['nothing', '', ''],
])('%s', (_, printed, reason) => {
  expect(plainReason(printed, [['/tmp/building', '.']])).toBe(reason)
})
