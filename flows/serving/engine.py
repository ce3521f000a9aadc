"""The process of one run that a worker started: Prefect's own engine, and its loops stopped at the end.

    python -m flows.serving.engine

Which run it is stands in the environment.
"""

import atexit
import runpy

from flows.serving.orchestration import end_loops

if __name__ == "__main__":
    atexit.register(end_loops)  # before the import of Prefect: so it runs after its own farewell
    runpy.run_module("prefect.engine", run_name="__main__", alter_sys=True)
