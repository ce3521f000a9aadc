"""`python -m tools.demo` writes the documents of the demo again, byte for byte."""

from tools.demo.make import main

main()
