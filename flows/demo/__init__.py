"""The demo: fictional payers, their documents of eight visits, and the server that shows them.

Nothing here is imported by the flows that track real payers.
"""
