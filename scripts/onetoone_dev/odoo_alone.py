"""The Odoo command without the addons that were installed as Python packages.

`odoo` is a namespace package: whatever lies in site-packages/odoo/addons is on Odoo's
path even when `addons_path` does not name it. Odoo's own lint tests read every addon
on the path, and the optional ones of the sample are not ours to mend.
"""

import odoo

odoo.__path__ = [path for path in odoo.__path__ if "site-packages" not in path]

import odoo.cli  # noqa: E402

odoo.cli.main()
