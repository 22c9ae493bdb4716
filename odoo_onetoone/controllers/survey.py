from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from odoo.addons.survey.controllers.main import Survey


def is_of_round(answer):
    """Return whether an input belongs to a One-to-One round."""
    return bool(answer.onetoone_assessment_id)


class OnetooneSurvey(Survey):
    """The native pages, answered as nobody: no user, no language, no way back in.

    Whoever is logged in, an input of a round is read and written as the public user,
    so that no column says who it was.
    """

    def _fetch_from_access_token(self, survey_token, answer_token):
        survey_sudo, answer_sudo = super()._fetch_from_access_token(
            survey_token, answer_token
        )
        if is_of_round(answer_sudo):
            become_public()
            survey_sudo, answer_sudo = (
                record.with_env(request.env(su=True))
                for record in (survey_sudo, answer_sudo)
            )
        return survey_sudo, answer_sudo

    def _check_validity(
        self,
        survey_sudo,
        answer_sudo,
        answer_token,
        ensure_token=True,
        check_partner=True,
    ):
        if is_of_round(answer_sudo) and not answer_sudo._onetoone_is_welcome():
            return "answer_deadline"
        return super()._check_validity(
            survey_sudo,
            answer_sudo,
            answer_token,
            ensure_token=ensure_token,
            check_partner=check_partner,
        )

    @http.route()
    def survey_begin(self, survey_token, answer_token, **post):
        """Begin natively; the language stays with the page, never with the input."""
        _survey, answer_sudo = self._fetch_from_access_token(survey_token, answer_token)
        if is_of_round(answer_sudo):
            code = post.pop("lang_code", None)
            if code in dict(request.env["res.lang"].get_installed()):
                request.update_context(lang=code)
                request.future_response.set_cookie("frontend_lang", code)
        return super().survey_begin(survey_token, answer_token, **post)

    def _prepare_survey_finished_values(self, survey, answer, token=False):
        values = super()._prepare_survey_finished_values(survey, answer, token=token)
        if is_of_round(answer) and (following := answer._onetoone_next()):
            values["onetoone_next_url"] = request.env["ir.http"]._url_for(
                f"/survey/{following.survey_id.access_token}/{following.access_token}"
            )
        return values

    @http.route()
    def survey_print(self, survey_token, review=False, answer_token=None, **post):
        self._refuse_rounds(survey_token, answer_token)
        return super().survey_print(
            survey_token, review=review, answer_token=answer_token, **post
        )

    @http.route()
    def survey_retry(self, survey_token, answer_token, **post):
        self._refuse_rounds(survey_token, answer_token)
        return super().survey_retry(survey_token, answer_token, **post)

    @http.route()
    def survey_report(self, survey, answer_token=None, **post):
        if survey.survey_type == "onetoone":
            raise NotFound()
        return super().survey_report(survey, answer_token=answer_token, **post)

    def _refuse_rounds(self, survey_token, answer_token):
        _survey, answer_sudo = self._fetch_from_access_token(survey_token, answer_token)
        if is_of_round(answer_sudo):
            raise NotFound()


def become_public():
    """Go on with the request as the public user; the session stays as it is."""
    request.update_env(user=request.env.ref("base.public_user").id)
