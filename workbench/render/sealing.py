"""Bytes sealed with a passphrase in the age format (age-encryption.org), so that only who knows it can read them, with any age program.

The work of trying a passphrase is set by the library to about a second of the computer that seals; a computer that is much slower, or
very busy, refuses to open what was sealed until it has more time.
"""

from workbench.errors import EditError, PackageError

FEWEST_CHARACTERS = 12
_TOO_MUCH_WORK = "work parameter"


def check_passphrase(passphrase: str) -> str:
    """A passphrase that is hard enough to guess, without blanks around it.

    Raises
    ------
    EditError
        If it is shorter than :data:`FEWEST_CHARACTERS`.
    """
    passphrase = passphrase.strip()
    if len(passphrase) < FEWEST_CHARACTERS:
        raise EditError(
            f"A passphrase of {len(passphrase)} characters can be guessed",
            f"Take four words or more, {FEWEST_CHARACTERS} characters at least",
        )
    return passphrase


def seal(content: bytes, passphrase: str) -> bytes:
    """The content as an age file; EditError for a passphrase that is too short."""
    from pyrage import passphrase as age

    sealed: bytes = age.encrypt(content, check_passphrase(passphrase))
    return sealed


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """What was sealed.

    Raises
    ------
    PackageError
        If the passphrase is another one, the file is damaged or no age file, or this computer has too little time for it.
    """
    from pyrage import DecryptError
    from pyrage import passphrase as age

    try:
        content: bytes = age.decrypt(sealed, passphrase.strip())
    except DecryptError as error:
        if _TOO_MUCH_WORK in str(error):
            raise PackageError(
                "This computer is too busy or too slow to try the passphrase now", "Close other programs, then try again"
            ) from error
        raise PackageError(
            "This cannot be opened: the passphrase is another one, or the file is damaged",
            "Type it again as you were told it, or ask for the file anew",
        ) from error
    return content
