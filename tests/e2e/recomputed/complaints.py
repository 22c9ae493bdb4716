"""Complaints with their final closing and the working hours until then."""

from datetime import timedelta

import numpy as np
import pandas as pd

from .settings import CLOSED_CLAIMS

CASES = {
    "helpdesk.ticket": """
        SELECT id, partner_id AS contact, company_id AS company,
               create_date AS opened, closed_date AS closed_field,
               stage_id AS stage, priority
          FROM helpdesk_ticket
    """,
    "crm.claim": """
        SELECT id, partner_id AS contact, company_id AS company, date AS opened,
               date_closed AS closed_field, stage_id AS stage, priority
          FROM crm_claim
    """,
    "project.task": """
        SELECT task.id, task.partner_id AS contact, task.company_id AS company,
               task.create_date AS opened, task.date_end AS closed_field,
               task.stage_id AS stage, task.priority
          FROM project_task task
         WHERE EXISTS (SELECT FROM project_tags_project_task_rel link
                         JOIN project_tags tag ON tag.id = link.project_tags_id
                        WHERE link.project_task_id = task.id
                          AND tag.name ->> 'en_US' = 'Complaint')
    """,
}
CLOSED_STAGES = {
    "helpdesk.ticket": "SELECT id FROM helpdesk_ticket_stage WHERE closed",
    "crm.claim": "SELECT id FROM crm_claim_stage WHERE name ->> 'en_US' IN %s",
    "project.task": "SELECT id FROM project_task_type WHERE fold",
}
CHANGES = """
    SELECT message.res_id AS id, message.date AS moment, change.id AS change,
           change.old_value_integer AS before, change.new_value_integer AS after
      FROM mail_tracking_value change
      JOIN mail_message message ON message.id = change.mail_message_id
      JOIN ir_model_fields field ON field.id = change.field_id
     WHERE message.model = %s AND field.model = %s AND field.name = 'stage_id'
     ORDER BY message.date, change.id
"""


def read_complaints(dump):
    """Complaints opened before AS_OF, as they stood then, also of unknown callers.

    Columns: customer (missing for an unknown caller), model, id, opened, closed,
    is_closed, reopen_count (missing without a history), hours (working hours until
    closed or AS_OF), priority.
    """
    parts = [_read_cases(dump, model) for model in CASES]
    found = pd.concat(parts, ignore_index=True)
    unknown = found[found.contact.isna()].assign(customer=None)
    found = pd.concat([dump.of_customers(found), unknown])
    found = found[dump.is_ours(found)].reset_index(drop=True)
    minutes = WorkingMinutes(dump, found.opened.min().to_pydatetime())
    ends = found.closed.fillna(dump.until)
    found["hours"] = [
        minutes.between(opened, end) / 60
        for opened, end in zip(found.opened, ends, strict=True)
    ]
    return found


def _read_cases(dump, model):
    cases = dump.read(CASES[model])
    cases["model"] = model
    cases["opened"] = pd.to_datetime(cases.opened)
    cases["closed_field"] = pd.to_datetime(cases.closed_field)
    cases = cases[cases.opened < dump.until]
    parameters = (CLOSED_CLAIMS,) if model == "crm.claim" else ()
    closing = set(dump.read(CLOSED_STAGES[model], *parameters).id)
    history = {
        case: list(changes.itertuples())
        for case, changes in dump.read(CHANGES, model, model).groupby("id")
    }
    states = [
        _state(row, history.get(row.id), closing, dump.until)
        for row in cases.itertuples()
    ]
    cases["closed"] = pd.to_datetime([closed for closed, _reopened in states])
    cases["is_closed"] = cases.closed.notna()
    cases["reopen_count"] = [reopened for _closed, reopened in states]
    return cases


def _state(case, history, closing, until):
    """When it was closed for good, and how often opened again, as seen at ``until``."""
    if not history:
        is_closed = case.stage in closing and case.closed_field < until
        return (case.closed_field if is_closed else None), None
    closed, reopened = None, 0
    for change in history:
        if change.moment >= until:
            break
        if change.after in closing and change.before not in closing:
            closed = change.moment
        elif change.before in closing and change.after not in closing:
            closed, reopened = None, reopened + 1
    return closed, reopened


class WorkingMinutes:
    """Minutes worked in the company's calendar, added up from ``start``."""

    def __init__(self, dump, start):
        self.start = start.replace(minute=0)
        moments = pd.date_range(self.start, dump.until, freq="min", tz="UTC")
        local = moments.tz_convert(dump.zone)
        clock = local.hour * 60 + local.minute
        worked = np.zeros(len(moments), bool)
        for row in self._attendances(dump).itertuples():
            worked |= (
                (local.day_of_week == int(row.dayofweek))
                & (clock >= row.hour_from * 60)
                & (clock < row.hour_to * 60)
            )
        for row in self._leaves(dump).itertuples():
            first, last = self._index(row.date_from), self._index(row.date_to)
            worked[max(first, 0) : max(last, 0)] = False
        self.sums = np.concatenate([[0], np.cumsum(worked)])

    @staticmethod
    def _attendances(dump):
        return dump.read(
            "SELECT dayofweek, hour_from, hour_to FROM resource_calendar_attendance"
            " WHERE calendar_id = (SELECT resource_calendar_id FROM res_company"
            "                       WHERE id = %s)",
            dump.company,
        )

    @staticmethod
    def _leaves(dump):
        return dump.read(
            "SELECT date_from, date_to FROM resource_calendar_leaves"
            " WHERE resource_id IS NULL AND calendar_id ="
            " (SELECT resource_calendar_id FROM res_company WHERE id = %s)",
            dump.company,
        )

    def _index(self, moment):
        return (moment - self.start) // timedelta(minutes=1)

    def between(self, opened, closed):
        return int(self.sums[self._index(closed)] - self.sums[self._index(opened)])


def summarize(complaints):
    """One row per customer with a complaint, by customer."""
    groups = complaints.groupby("customer")
    is_open = complaints[~complaints.is_closed].groupby("customer")
    closed = complaints[complaints.is_closed].groupby("customer")
    found = pd.DataFrame({"complaint_count": groups.size()})
    found["open_complaint_count"] = is_open.size().reindex(found.index, fill_value=0)
    found["oldest_open_complaint"] = is_open.opened.min()
    found["median_complaint_hours"] = closed.hours.median()
    return found
