"""`python -m tools.traps` writes the documents of the traps again, byte for byte; `--bless` their facts."""

from tools.traps.make import main

main()
