"""What the web client reads for a view: the specification of ``web_read``."""

from lxml import etree

ALWAYS = ("1", "True")
SUBVIEWS = ("list", "kanban", "form")


def specification(model, view_type, view_id=None):
    """Return the specification of a view of the model, as its user gets it."""
    arch = model.get_view(view_id, view_type)["arch"]
    return _specification(model, etree.fromstring(arch))


def _specification(model, arch):
    fields = {}
    for node in _field_nodes(arch):
        field = model._fields[node.get("name")]
        known = fields.setdefault(field.name, {})
        hidden = (node.get("invisible") or node.get("column_invisible")) in ALWAYS
        if field.type == "many2one":
            known.setdefault("fields", {})
            if not hidden:
                known["fields"]["display_name"] = {}
        elif field.type in ("one2many", "many2many") and not hidden:
            subview = next(node.iterchildren(*SUBVIEWS), None)
            if subview is not None:
                comodel = model.env[field.comodel_name]
                known["fields"] = _specification(comodel, subview)
            elif node.get("widget") == "many2many_tags":
                known["fields"] = {"display_name": {}}
    return fields


def _field_nodes(arch):
    """Return the fields of a view without those of the views inside it."""
    for node in arch.iterchildren(etree.Element):
        if node.tag == "field":
            yield node
        else:
            yield from _field_nodes(node)
