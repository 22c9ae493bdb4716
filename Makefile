.DEFAULT_GOAL := help
.PHONY: help setup demo test bench lint format translations pictures stop clean

# Settings may stand in the environment or on the command line.
export PORT SERVE FACTOR PURCHASES ODOO_DIR PYTHON PGHOST PGPORT PGUSER PGPASSWORD DB_PREFIX

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20
	@echo '  scripts/odoo ARGS   the Odoo command line, e.g. scripts/odoo shell -d onetoone_demo'
	@echo '  scripts/test PATH   chosen tests, e.g. scripts/test tests/engine -k recency'

setup: ## prepare everything: Odoo, Python environment, PostgreSQL, browser, linters
	@scripts/onetoone setup

demo: ## sample company with results and workbook, served until interrupted (PORT=8069, SERVE=0)
	@scripts/onetoone demo

test: ## run every check
	@scripts/onetoone test

bench: ## large databases and how long our work takes on them (FACTOR=0.01 RUNS=3)
	@scripts/onetoone bench

lint: ## run the linters only
	@scripts/onetoone lint

format: ## let the linters fix what they can
	@scripts/onetoone format

translations: ## write the terms of the addons anew, keeping what is translated
	@scripts/onetoone translations

pictures: ## take the pictures of the guides from the demo that was made
	@scripts/onetoone pictures

stop: ## stop this checkout's PostgreSQL
	@scripts/onetoone stop

clean: ## stop PostgreSQL and remove everything set up here (downloads are kept)
	@scripts/onetoone clean
