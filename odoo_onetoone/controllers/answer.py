from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from .survey import become_public

# A browser keeps for so long that it answered the link of a group: one year.
COOKIE_SECONDS = 365 * 24 * 3600


class OnetooneAnswer(http.Controller):
    """The ways into a round: a personal link, the link of a group, typing in."""

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
        participant = (
            request.env["onetoone.invitation"].sudo()._participant_of(token)
        )
        if not participant:
            return self._sorry("answered")
        if participant.lang:
            request.update_context(lang=participant.lang)
        return self._go_on(participant._inputs_to_answer())

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
        inputs = line._inputs_to_answer(respondent)
        if not inputs:
            return self._sorry("answered")
        response = self._go_on(inputs)
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
        return self._go_on(line._inputs_to_answer(None))

    def _go_on(self, inputs):
        """Redirect to the first questionnaire that is not submitted yet."""
        if not inputs[0]._onetoone_is_welcome():
            return self._sorry("closed")
        following = inputs._onetoone_next()
        if not following:
            return self._sorry("answered")
        lang = request.env.lang
        survey = following.survey_id
        if lang not in survey._get_supported_lang_codes():
            lang = survey._get_supported_lang_codes()[0]
        url = f"/survey/{survey.access_token}/{following.access_token}"
        return request.redirect(request.env["ir.http"]._url_for(url, lang))

    def _sorry(self, reason):
        return request.render("odoo_onetoone.answer_ended", {"reason": reason})
