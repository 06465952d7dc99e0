"""The keeper's door: one module per group of commands."""

from flask import Flask

from kiosk.cli import (
    backup_command,
    booklet_command,
    demo_command,
    find_command,
    fleet_command,
    hours_command,
    import_command,
    serve_command,
    speech_command,
)


def init_app(app: Flask) -> None:
    """Hang the commands on Flask's own group, beside ``routes`` and ``shell``."""
    for command in (
        import_command.import_feed,
        find_command.find_places,
        hours_command.hours,
        serve_command.serve,
        demo_command.demo,
        booklet_command.booklet,
        speech_command.speech,
        backup_command.backup,
        backup_command.restore,
        fleet_command.fleet,
    ):
        app.cli.add_command(command)
