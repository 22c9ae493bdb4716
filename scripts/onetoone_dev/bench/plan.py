"""How much the benchmark loads at a factor; factor 1 is a million customers."""

from dataclasses import asdict, dataclass
from datetime import date

from ..console import Problem

# the day everything is measured for, and the years of facts before it
AS_OF = date(2026, 7, 1)
YEARS = 4  # evenly spread: a quarter of the facts lies in a window of twelve months
MILLION = 1_000_000
PURCHASE_MODELS = ("account.move", "sale.order")
# every so many documents of the main kind there is one of the other kind, linked to it
SIDE_STEP = 20
# every so many purchases has a line: rows of lines are not what is measured
LINE_STEP = 10
USERS = 50


@dataclass(frozen=True)
class Plan:
    """Counts of one benchmark database; all customers are commercial partners."""

    factor: float
    purchases_model: str = "account.move"

    @classmethod
    def of(cls, factor: str, purchases_model: str = "account.move"):
        try:
            number = float(factor)
        except ValueError:
            number = 0.0
        if not 0.001 <= number <= 1:
            raise Problem(
                f"FACTOR={factor} cannot be used: choose a number from 0.001"
                " (1,000 customers) to 1 (1,000,000 customers)."
            )
        if purchases_model not in PURCHASE_MODELS:
            raise Problem(
                f"PURCHASES={purchases_model} cannot be used: choose"
                f" {' or '.join(PURCHASE_MODELS)}."
            )
        return cls(number, purchases_model)

    @property
    def customers(self) -> int:
        return round(MILLION * self.factor / 10) * 10

    @property
    def contacts(self) -> int:
        """Three customers of ten are companies, with two contacts each."""
        return self.customers // 10 * 3 * 2

    @property
    def purchases(self) -> int:
        return 10 * self.customers

    @property
    def messages(self) -> int:
        return 10 * self.customers

    @property
    def complaints(self) -> int:
        return 2 * self.customers

    @property
    def stage_changes(self) -> int:
        return 3 * self.complaints

    @property
    def leads(self) -> int:
        return self.customers * 3 // 10

    @property
    def side_documents(self) -> int:
        return self.purchases // SIDE_STEP

    @property
    def database(self) -> str:
        """The plain name: onetoone_bench, at other factors with its digits."""
        digits = "" if self.factor == 1 else f"{self.factor:g}".replace(".", "")
        kind = "" if self.purchases_model == PURCHASE_MODELS[0] else "_orders"
        return f"onetoone_bench{digits}{kind}"

    def text(self) -> str:
        return repr(sorted(asdict(self).items()))
