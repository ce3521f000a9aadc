"""Tasks: the steps of a run under Prefect; the work is in steps.py.

No retries and no cache here: hosts are asked again by the session, politely, and what was read
before is found by its hash in the archive.
"""

from prefect import task
from prefect.cache_policies import NO_CACHE

from flows import steps

fetch_source = task(cache_policy=NO_CACHE, persist_result=False)(steps.fetch_source)
extract_pending = task(cache_policy=NO_CACHE, persist_result=False)(steps.extract_pending)
load = task(cache_policy=NO_CACHE, persist_result=False)(steps.load)
publish = task(cache_policy=NO_CACHE, persist_result=False)(steps.publish)
check = task(cache_policy=NO_CACHE, persist_result=False)(steps.check)
