"""ketcov demo: the main job on fictional payers, eight dated visits, no internet."""

EXAMPLE = "Example: ketcov demo"


def command() -> int:
    """Serve fictional payers on loopback, track them through eight visits from 2019 to 2026.

    Then tell which rules they changed, what stayed silent, which sources failed and where to look.
    The data goes to the folder `demo` in the data folder, made anew each time.
    """
    from flows.demo.play import fresh_folder, settings_for
    from flows.serving import orchestration
    from flows.settings import load_settings
    from flows.telling.terminal import console

    settings = settings_for(fresh_folder(load_settings().data / "demo"))
    with orchestration.started(settings):
        from flows.demo.play import play
        from flows.demo.tale import tale
        from flows.track import track

        visits = play(settings, track)
    tale(console(), settings, visits)
    return 0
