"""``kiosk box``: what the installer of a box asks for."""

import click

from kiosk.box.pin import PinError, hash_of


@click.group("box")
def box() -> None:
    """Tend one screen on a wall."""


@box.command("pin")
@click.password_option(
    "--pin", help="Left out, it is asked for, so that no list of commands keeps it."
)
def pin_line(pin: str) -> None:
    """Print the line of box.toml that lets staff in with a PIN; the PIN itself is kept nowhere."""
    try:
        click.echo(f'pin_hash = "{hash_of(pin)}"')
    except PinError as error:
        raise click.UsageError(str(error)) from error
