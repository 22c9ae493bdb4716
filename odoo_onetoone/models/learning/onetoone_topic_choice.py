from odoo import fields, models


class OnetooneTopicChoice(models.Model):
    _name = "onetoone.topic.choice"
    _description = "Choice of a Topic"
    _order = "sequence, id"

    topic_id = fields.Many2one(
        "onetoone.topic", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
