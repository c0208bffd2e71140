# The house's commands. `make demo` and `make test` do everything that is needed first; each step is skipped once done.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test build setup models train eval bench backtest soak asan tsan check format readme clean

help: ## what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' Makefile

demo: setup ## reads the sample news and shows what was found
	@tools/build.sh release tocsin
	@tools/demo.sh

test: setup ## builds everything and runs every test
	@tools/build.sh release
	@tools/test.sh

build: system python ## build/bin/tocsin, the tests and the benchmarks
	@tools/build.sh release

setup: ## system packages, Python packages, model weights, places
	@tools/setup.sh system python models places

.PHONY: system python
system:
	@tools/setup.sh system

python:
	@tools/setup.sh python

eval: setup ## accuracy against the gold data, parity with spaCy
	@tools/build.sh release
	@TOCSIN_MODEL=$$(tools/model.sh) .venv/bin/python eval/run.py
	@TOCSIN_MODEL=$$(tools/model.sh) .venv/bin/python eval/parity.py --tokens 50000
	@TOCSIN_MODEL=$$(tools/model.sh) .venv/bin/python eval/ud.py
	@TOCSIN_MODEL=$$(tools/model.sh) .venv/bin/python eval/ner.py

train: setup ## the judge's weights (data/judge.tsv) anew from the sentences of data/training
	@tools/build.sh release tocsin
	@TOCSIN_MODEL=$$(tools/model.sh) .venv/bin/python eval/train_judge.py
	@TOCSIN_MODEL=$$(tools/model.sh) .venv/bin/python eval/train_confidence.py

bench: setup ## speed beside spaCy's on the same texts
	@tools/build.sh release
	@tools/bench.sh

backtest: system ## how good forecasts of past years would have been (outcome files in FORECAST)
	@tools/build.sh release tocsin
	@FORECAST=$${FORECAST:-../shared/forecast} tools/backtest.sh

soak: setup ## kills `tocsin code` 1,000 times (SOAK=200: 200 times; CORPUS="a.jsonl b.jsonl": 200 of these documents) and holds what is left against an undisturbed run
	@tools/build.sh release tocsin
	@TOCSIN_MODEL=$$(tools/model.sh) .venv/bin/python tools/soak.py $${CORPUS:-samples/news.jsonl} --kills $${SOAK:-1000}

asan: setup ## the C++ tests under the address and undefined-behaviour sanitizers
	@tools/build.sh asan
	@tools/test.sh asan

tsan: setup ## the C++ tests under the thread sanitizer
	@tools/build.sh tsan
	@tools/test.sh tsan

check: setup ## includes, tables, layout and clang-tidy
	@tools/setup.sh check
	@tools/build.sh release
	@tools/check.sh

format: ## lays out the C++ code as .clang-format says
	@tools/setup.sh check
	@git ls-files '*.cc' '*.h' | xargs -r clang-format-16 -i

readme: setup ## puts the program's present output into README.md
	@tools/build.sh release tocsin
	@TOCSIN_MODEL=$$(tools/model.sh) .venv/bin/python tools/readme.py

clean: ## removes what was built; keeps packages, models and .venv
	rm -rf build build-dev build-asan build-tsan
