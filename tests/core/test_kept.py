"""What is kept by its name is made once, as long as there is room."""

from povertyapp.core.kept import Kept


def test_a_thing_is_made_once_and_all_are_forgotten_when_there_is_no_room():
    kept, made = Kept(most=2), []

    def ask(name):
        return kept.get(name, lambda: made.append(name) or name)

    assert [ask(name) for name in "aab"] == ["a", "a", "b"]
    assert made == ["a", "b"]
    ask("c")
    ask("a")
    assert made == ["a", "b", "c", "a"]
