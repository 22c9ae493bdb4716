from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from .survey import become_public

# A browser keeps for so long that it answered the link of a group: one year.
COOKIE_SECONDS = 365 * 24 * 3600


class OnetooneAnswer(http.Controller):
    """The ways into a round, by link or typing in, and the way out of it."""

    @http.route(
        "/onetoone/answer/<string:token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
    )
    def answer(self, token):
        """Go on with the questionnaires of the participant a link was sent to."""
        become_public()
        participant = request.env["onetoone.invitation"].sudo()._participant_of(token)
        if not participant:
            return self._sorry("answered")
        if participant.lang:
            request.update_context(lang=participant.lang)
        inputs = participant._inputs_to_answer()
        if not inputs:
            return self._sorry("closed")
        return self._go_on(inputs)

    @http.route(
        "/onetoone/join/<string:token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
    )
    def join(self, token):
        """Answer by the link of a group; a browser comes back to its own answer."""
        become_public()
        line = request.env["onetoone.assessment.group"].sudo()._of_link(token)
        if not line:
            return self._sorry("closed")
        cookie = f"onetoone_{line.id}"
        respondent = request.cookies.get(cookie)
        if not respondent and not line.assessment_id._takes_answers():
            return self._sorry("closed")
        inputs = line._inputs_to_answer(respondent)
        response = self._go_on(inputs)
        if inputs:
            response.set_cookie(
                cookie,
                inputs[0].onetoone_respondent,
                max_age=COOKIE_SECONDS,
                httponly=True,
                samesite="Lax",
            )
        return response

    @http.route(
        "/onetoone/type-in/<int:line_id>",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
    )
    def type_in(self, line_id):
        """Type in what a person said in a meeting, as if that person did it."""
        line = request.env["onetoone.assessment.group"].browse(line_id).exists()
        if not line or not line.has_access("write") or line.state != "open":
            raise NotFound()
        become_public()
        line = line.with_env(request.env(su=True))
        if not line.assessment_id._takes_answers():
            return self._sorry("closed")
        return self._go_on(line._inputs_to_answer(None))

    @http.route(
        "/onetoone/delete/<string:answer_token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
    )
    def ask_to_delete(self, answer_token):
        """Ask whether a respondent really wants to delete the own answers."""
        become_public()
        if not self._waiting_inputs(answer_token):
            return self._sorry("sealed")
        return request.render(
            "odoo_onetoone.answer_delete", {"answer_token": answer_token}
        )

    @http.route(
        "/onetoone/delete/<string:answer_token>/confirmed",
        type="http",
        auth="public",
        methods=["POST"],
        website=True,
        sitemap=False,
    )
    def delete(self, answer_token, **_post):
        """Delete the answers of a respondent, as long as they are not sealed."""
        become_public()
        inputs = self._waiting_inputs(answer_token)
        if not inputs:
            return self._sorry("sealed")
        inputs._onetoone_withdraw()
        return self._sorry("deleted")

    def _waiting_inputs(self, answer_token):
        """Return all inputs of the respondent who holds the token of one of them."""
        inputs = request.env["survey.user_input"].sudo()
        held = inputs.search(
            [
                ("access_token", "=", answer_token),
                ("onetoone_assessment_id", "!=", False),
            ]
        )
        return held and inputs.search(
            [("onetoone_respondent", "=", held.onetoone_respondent)]
        )

    def _go_on(self, inputs):
        """Redirect to the first questionnaire that is not submitted yet."""
        following = inputs._onetoone_next()
        if not following:
            return self._sorry("answered", inputs[:1])
        if not following._onetoone_is_welcome():
            return self._sorry("closed", inputs[:1])
        lang = request.env.lang
        survey = following.survey_id
        if lang not in survey._get_supported_lang_codes():
            lang = survey._get_supported_lang_codes()[0]
        url = f"/survey/{survey.access_token}/{following.access_token}"
        return request.redirect(request.env["ir.http"]._url_for(url, lang))

    def _sorry(self, reason, waiting=None):
        """Say why there is nothing to answer; answers that wait can be deleted."""
        return request.render(
            "odoo_onetoone.answer_ended",
            {"reason": reason, "answer_token": waiting and waiting.access_token},
        )
