"""The demo: fictional payers, their documents of eight visits, and the server that shows them.

    visits.toml     the story: what every address answers on which visit
    visits.py       the story as values
    server.py       the story over real HTTP on loopback
    declarations.py the fictional payers as `track` reads them
    documents/      written by `python -m tools.demo`, byte for byte

Payers, people, trials and drugs around ketamine are invented; flows of real payers import none of it.
"""
