"""SQL for the comparison of two slots: a bit, or 0 if neither side fills the slot."""

from __future__ import annotations

from kg.model import SEVERAL, Comparison, Stance
from kg.relations.columns import BITS
from kg.relations.holding import DAYLONG
from kg.relations.nesting import BIT, LAX
from kg.relations.tables import Forms

EQUAL, NARROWER, BROADER, OVERLAPS, DISJOINT, UNKNOWN = (BITS[comparison] for comparison in Comparison)


def build_missing(slot: str, a: str, b: str, otherwise: str) -> str:
    """Return the comparison of a slot as a bit; an empty slot means any value, or one that was not said."""
    return f"""case
        when {a} and {b} then 0
        when {a} then case when a.universal then {BROADER} else {UNKNOWN} end
        when {b} then case when b.universal then {NARROWER} else {UNKNOWN} end
        else {otherwise} end as {slot}"""


def build_state(slot: str, forms: Forms) -> str:
    """Return the comparison of a named slot."""
    default = str(OVERLAPS if slot in LAX else DISJOINT)
    if forms.loose and slot not in LAX:
        default = f"case when ((a.loose | b.loose) & {BIT[slot]}) <> 0 then {UNKNOWN} else {default} end"
    other = f"coalesce(c_{slot}.state, {default})" if slot in forms.compared else default
    one, two = build_sides(slot)
    if forms.either and slot in SEVERAL:
        # If a value is one of several, it is open whether it is the denied one.
        either = "({0}.either & " + str(BIT[slot]) + ") <> 0 and not {0}.universal and {1}.universal"
        other = f"""case when {other} = {BROADER} and {either.format("a", "b")} then {UNKNOWN}
            when {other} = {NARROWER} and {either.format("b", "a")} then {UNKNOWN}
            else {other} end"""
    otherwise = f"case when {one} = {two} then {EQUAL} else {other} end"
    if slot == "population":
        # A count without a population counts everybody.
        everybody = f"""case when a.population = 0 then {BROADER}
            when b.population = 0 then {NARROWER} else {otherwise} end"""
        return build_missing(
            slot,
            f"{one} = 0 and not (a.counted and b.counted and {two} <> 0)",
            f"{two} = 0 and not (a.counted and b.counted and {one} <> 0)",
            everybody,
        )
    return build_missing(slot, f"{one} = 0", f"{two} = 0", otherwise)


def build_sides(slot: str) -> tuple[str, str]:
    """Return the two values of a slot; if only one side gives a place, the other's is that of its target."""

    def side(one: str, other: str) -> str:
        if slot != "place":
            return f"{one}.{slot}"
        derived = f"{one}.place = 0 and {other}.place <> 0 and not {one}.universal"
        return f"(case when {derived} then {one}.located else {one}.place end)"

    return side("a", "b"), side("b", "a")


class Ends:
    """The comparisons of the ends of two intervals, as conditions in SQL.

    A day and a clock time are compared by the date of the clock time. If the dates are equal, the day begins
    before the clock time and ends after it, unless all is compared ``by_date``.
    """

    def __init__(
        self, forms: Forms, first: tuple[str, str], second: tuple[str, str], *, by_date: bool = False
    ):
        self._clocks = forms.clocks
        self._first, self._second = first, second
        self._by_date = by_date

    def begins(self) -> str:
        """Return whether the first begins no later than the second."""
        return self._compare(self._first[0], self._second[0], 0)

    def begins_after(self) -> str:
        """Return whether the first begins no earlier than the second."""
        return self._compare(self._second[0], self._first[0], 0)

    def ends(self) -> str:
        """Return whether the first ends no later than the second."""
        return self._compare(self._first[1], self._second[1], 1)

    def ends_after(self) -> str:
        """Return whether the first ends no earlier than the second."""
        return self._compare(self._second[1], self._first[1], 1)

    def precedes(self) -> str:
        """Return whether the first ends before the second begins."""
        return self._before(self._first[1], self._second[0])

    def follows(self) -> str:
        """Return whether the first begins after the second ends."""
        return self._before(self._second[1], self._first[0])

    def inside(self) -> str:
        """Return whether the first lies inside the second."""
        return f"({self.begins_after()} and {self.ends()})"

    def around(self) -> str:
        """Return whether the second lies inside the first."""
        return f"({self.begins()} and {self.ends_after()})"

    def compare(self) -> str:
        """Return the comparison as a bit."""
        return f"""case
        when {self.precedes()} or {self.follows()} then {DISJOINT}
        when {self.inside()} and {self.around()} then {EQUAL}
        when {self.inside()} then {NARROWER}
        when {self.around()} then {BROADER}
        else {OVERLAPS} end"""

    def _compare(self, one: str, other: str, daylong: int) -> str:
        if not self._clocks:
            return f"{one} <= {other}"
        # Of a day and a clock time, the day begins first and ends last.
        day = "true" if self._by_date else f"{(one, other)[daylong]}_at = {DAYLONG}"
        return f"""(case when {one}_at <> {DAYLONG} and {other}_at <> {DAYLONG} then {one}_at <= {other}_at
            when {one} = {other} then {day} else {one} < {other} end)"""

    def _before(self, one: str, other: str) -> str:
        if not self._clocks:
            return f"{one} < {other}"
        return f"""(case when {one}_at <> {DAYLONG} and {other}_at <> {DAYLONG} then {one}_at < {other}_at
            else {one} < {other} end)"""


def build_interval(low_a: str, high_a: str, low_b: str, high_b: str) -> str:
    """Return the comparison of two closed intervals of numbers."""
    return Ends(Forms(), (low_a, high_a), (low_b, high_b)).compare()


def build_times(forms: Forms) -> str:
    """Return the comparison of times; without one a box lies somewhere in an interval, a denial all over."""
    columns = ("a.start", "a.stop"), ("b.start", "b.stop")
    given = Ends(forms, *columns)
    # A statement about a day covers that day.
    ends = Ends(forms, *columns, by_date=True)
    # The claim says nothing about later times.
    told = (
        Ends(Forms(), ("a.start", "a.told"), ("b.start", "b.stop")),
        Ends(Forms(), ("a.start", "a.stop"), ("b.start", "b.told")),
    )
    apart = f"{ends.precedes()} or {ends.follows()}"
    # Compared with a forecast, a count of nobody is a count like any other.
    counted = f"(a.nobody and b.stance = '{Stance.PREDICTS}')"
    return f"""case
        when ka.timeless or kb.timeless then 0
        when a.timed and b.timed then {given.compare()}
        when a.timed then case
            when {apart} then {DISJOINT}
            when b.universal then case when {ends.inside()} or (a.told < a.stop and {told[0].inside()})
                then {NARROWER} else {OVERLAPS} end
            when {ends.around()} then {BROADER} else {UNKNOWN} end
        when b.timed then case
            when {apart} then {DISJOINT}
            when a.universal then case when {ends.around()} or (b.told < b.stop and {told[1].around()})
                then {BROADER} else {OVERLAPS} end
            when {ends.inside()} then {NARROWER} else {UNKNOWN} end
        when {apart} then {DISJOINT}
        when a.event <> 0 and a.event = b.event then 0
        when a.universal and b.universal then case
            when {ends.inside()} and {ends.around()} then 0
            when {ends.inside()} then {NARROWER} else {BROADER} end
        when b.universal then case when {ends.inside()} then 0 else {UNKNOWN} end
        when a.universal then case when {ends.around()} or {counted} then 0 else {UNKNOWN} end
        else 0 end as time"""


#: A part is only a lower bound for its whole, so the count of the narrower side gets no upper end.
