"""Generator of the sample company: one module per concern."""

from .channels import add_channels
from .company import add_company
from .counter import add_counter
from .customers import add_customers
from .planted import add_planted
from .sample import Sample
from .service import add_claims, add_ratings, add_tasks, add_tickets
from .talk import add_talk
from .trade import add_leads, add_orders


def generate(directory):
    """Write every CSV of the sample company into ``directory``."""
    sample = Sample()
    add_company(sample)
    add_customers(sample)
    add_orders(sample)
    add_leads(sample)
    add_tickets(sample)
    add_claims(sample)
    add_talk(sample)
    add_counter(sample)
    add_tasks(sample)
    add_ratings(sample)
    add_channels(sample)
    add_planted(sample)
    sample.write(directory)
