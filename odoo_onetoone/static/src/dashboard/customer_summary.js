import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {formatFloat, formatInteger} from "@web/views/fields/formatters";

/** The portfolio of the company and its classes by value. */
export class CustomerSummary extends Component {
    static template = "odoo_onetoone.CustomerSummary";
    static props = {
        customers: Object,
        windowMonths: Number,
        openCustomers: Function,
    };

    get period() {
        return _t("last %(months)s months", {months: this.props.windowMonths});
    }

    get rows() {
        const {classes} = this.props.customers;
        const members = classes.reduce((sum, {count}) => sum + count, 0);
        return [
            {
                name: _t("Customers"),
                parts: classes.map(({abc, count}) => ({
                    abc,
                    width: (100 * count) / members,
                })),
            },
            {
                name: _t("Value"),
                parts: classes.map(({abc, share}) => ({abc, width: share})),
            },
        ];
    }

    get classes() {
        return this.props.customers.classes.map(({abc, count, share}) => ({
            abc,
            name: _t("Class %(letter)s", {letter: abc.toUpperCase()}),
            // the blank parts it from the name, also for those who listen
            text: ` ${_t("%(count)s · %(share)s % of value", {
                count: formatInteger(count),
                share: formatFloat(share, {digits: [16, share < 10 ? 1 : 0]}),
            })}`,
        }));
    }

    format(number) {
        return formatInteger(number);
    }

    describe({name, parts}) {
        return [
            name,
            ...parts.map(({abc, width}) =>
                _t("class %(letter)s: %(share)s%", {
                    letter: abc.toUpperCase(),
                    share: Math.round(width),
                })
            ),
        ].join(", ");
    }
}
