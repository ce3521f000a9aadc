"""What people read: evidence pages, change feed, notebooks. All of it opens from disk with no network.

`flows.report.report` is the flow of a deployment. It is looked up when it is asked for, since the pages
need no Prefect and the terminal should not wait for its import.
"""


def __getattr__(name: str) -> object:
    if name != "report":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from flows.report.flow import report

    return report
