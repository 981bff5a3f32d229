# Respecte. `make help` lists the targets; Swift 6.2 or later has to be in PATH, `make setup` installs the rest.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift

# One release build serves demo, bench and install; on Linux it needs no Swift libraries where it runs.
ifeq ($(shell uname -s),Darwin)
RELEASE := -c release --product respecte
else
RELEASE := -c release --product respecte --static-swift-stdlib -Xlinker --gc-sections
endif
RESPECTE = $$($(SWIFT) build $(RELEASE) --show-bin-path)/respecte

LIBRARIES := xlsxwriter libzip libdeflate zlib expat yaml-0.1 libcrypto sqlite3 libcmark-gfm
# What `serve` alone loads, when it is run.
SERVING := libmicrohttpd libsodium libseccomp
APT := pkg-config libxlsxwriter-dev libzip-dev libdeflate-dev zlib1g-dev libexpat1-dev libyaml-dev libssl-dev \
  libsqlite3-dev libmicrohttpd-dev libsodium-dev libseccomp-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libxml2 \
  poppler-utils
BREW := pkgconf libxlsxwriter libzip libdeflate expat libyaml sqlite cmark-gfm libxml2 poppler libmicrohttpd libsodium

# What packs, checks and tries a Debian package.
DEB_APT := dpkg-dev binutils lintian
TRY_APT := debootstrap

# Other programs that read and write workbooks, what reads manual pages and completions, and a server for the
# register, for tests only.
PEER_APT := libreoffice-calc libreoffice-writer python3-uno gnumeric poppler-utils python3-venv xvfb xdotool openbox chromium chromium-driver \
  fontconfig fonts-liberation fonts-crosextra-carlito fonts-dejavu-core groff-base mandoc zsh fish \
  postgresql openssl
# What stands for Arial and Calibri, by whose widths rows and columns are checked.
PEER_FONTS := LiberationSans-Regular Carlito-Regular DejaVuSans.ttf
PEER_PIP := openpyxl==3.1.5 python-calamine==0.9.1 excelize==0.1.0 XlsxWriter==3.3.1 openxml-audit==0.8.0 \
  jsonschema==4.26.0 compliance-trestle==5.2.0 oscal==3.2.2
# Wanted for its axe.min.js, without the browsers that it would bring along.
PEER_PIP_ALONE := axe-playwright-python==0.1.8
export RESPECTE_PEERS ?= $(CURDIR)/.build/peers

# What `make spark` needs, in a place of its own: it is large.
SPARK_APT := default-jre-headless python3-venv
SPARK_PIP := pyspark==3.5.7
SPARK ?= $(CURDIR)/.build/spark

# What is fuzzed, and for how many seconds each.
FUZZ := Package SpreadsheetML OpenDocument YAML PublishedText
SECONDS ?= 60

.PHONY: help setup build demo test test-long peers damage agree spark counter openapi serve bench profile fuzz leaks format lint docs install deb deb-test clean
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(firstword $(MAKEFILE_LIST)) | \
	while IFS='	' read -r target what; do printf '  make %-8s %s\n' "$$target" "$$what"; done

setup: ## install the libraries that are missing (Debian: apt-get)
	@if pkg-config --exists $(LIBRARIES) $(SERVING) 2>/dev/null; then exit 0; fi; \
	if [ "$$(uname -s)" = Darwin ]; then \
	  echo 'Libraries are missing. Please run: brew install $(BREW)' >&2; exit 1; \
	elif ! command -v apt-get >/dev/null; then \
	  echo 'Libraries are missing, with their headers: $(LIBRARIES) $(SERVING) (and pkg-config).' >&2; \
	  echo 'On Debian they are called: $(APT)' >&2; exit 1; \
	fi; \
	sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	if [ -n "$$sudo" ] && ! command -v sudo >/dev/null; then \
	  echo 'Please run as root: apt-get install $(APT)' >&2; exit 1; \
	fi; \
	echo 'Installing $(APT)' >&2; \
	$$sudo apt-get update -qq && \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(APT) >&2 && \
	pkg-config --exists --print-errors $(LIBRARIES) $(SERVING)

build: setup ## build for debugging
	@$(SWIFT) build

demo: setup ## score the sample workbooks: a table, and a summary workbook
	@$(SWIFT) build $(RELEASE) >&2
	@mkdir -p .build/demo
	@$(RESPECTE) score SampleData/returned || [ $$? = 1 ]
	@$(RESPECTE) score SampleData/returned -o .build/demo/summary.xlsx --quiet || [ $$? = 1 ]
	@printf '\n%s\n' .build/demo/summary.xlsx

serve: setup ## open the counter on 127.0.0.1:8080 with the sample workbooks handed in; Ctrl-C closes it
	@$(SWIFT) build $(RELEASE) >&2
	@mkdir -p .build/counter
	@[ -f .build/counter/register.sqlite ] || \
	  $(RESPECTE) register add SampleData/returned --register .build/counter/register.sqlite --quiet || [ $$? = 1 ]
	@$(RESPECTE) serve --register .build/counter/register.sqlite --demo 'Maison Lavande'

test: setup peers ## build everything and run every test
	@$(SWIFT) build --build-tests
	@$(SWIFT) test --skip-build --disable-xctest

# Never fails: tests that need a program say that they were skipped where it is not there.
peers: ## install the other spreadsheet programs that tests compare with
	@missing=; \
	for program in soffice ssconvert pdftotext sqlite3 Xvfb xdotool openbox chromium chromedriver groff mandoc zsh fish; do \
	  command -v $$program >/dev/null || missing="$$missing $$program"; \
	done; \
	for font in $(PEER_FONTS); do \
	  fc-list 2>/dev/null | grep -q "$$font" || missing="$$missing $$font"; \
	done; \
	ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing="$$missing postgresql"; \
	[ -e /usr/lib/libreoffice/program/libswlo.so ] || missing="$$missing libreoffice-writer"; \
	/usr/bin/python3 -c 'import uno' 2>/dev/null || missing="$$missing python3-uno"; \
	if [ -n "$$missing" ] && [ "$${PEERS:-yes}" = yes ] && command -v apt-get >/dev/null; then \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo='sudo -n'; \
	  if [ -z "$$sudo" ] || $$sudo true 2>/dev/null; then \
	    echo 'Installing for the tests: $(PEER_APT)' >&2; \
	    $$sudo apt-get update -qq && \
	    $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(PEER_APT) >/dev/null \
	      || echo 'They could not be installed; the tests that need them are skipped.' >&2; \
	  else \
	    echo "Not there, so that some tests are skipped:$$missing (apt-get install $(PEER_APT))" >&2; \
	  fi; \
	elif [ -n "$$missing" ]; then \
	  echo "Not there, so that some tests are skipped:$$missing" >&2; \
	fi
	@pinned='$(PEER_PIP) $(PEER_PIP_ALONE)'; stamp="$$RESPECTE_PEERS/pinned"; \
	if [ "$$(cat "$$stamp" 2>/dev/null)" != "$$pinned" ] && [ "$${PEERS:-yes}" = yes ]; then \
	  echo "Installing for the tests, into $$RESPECTE_PEERS: $$pinned" >&2; \
	  { python3 -m venv "$$RESPECTE_PEERS" && \
	    "$$RESPECTE_PEERS/bin/pip" install --quiet --disable-pip-version-check $(PEER_PIP) && \
	    "$$RESPECTE_PEERS/bin/pip" install --quiet --disable-pip-version-check --no-deps $(PEER_PIP_ALONE) && \
	    printf '%s\n' "$$pinned" > "$$stamp"; } >&2 \
	  || echo 'They could not be installed; the tests that need them are skipped.' >&2; \
	fi

RUNS ?= 5000
damage: setup peers ## rearrange RUNS filled workbooks, and account for every answer
	@$(SWIFT) build $(RELEASE) >&2
	@RESPECTE="$(RESPECTE)" PYTHONDONTWRITEBYTECODE=1 "$$RESPECTE_PEERS/bin/python" Tests/Interop/damage.py --runs $(RUNS)

COUNT ?= 500
agree: setup peers ## score COUNT filled workbooks, compare with a scorer written from the contract, and every report's verdict of each rule
	@$(SWIFT) build $(RELEASE) >&2
	@RESPECTE="$(RESPECTE)" PYTHONDONTWRITEBYTECODE=1 "$$RESPECTE_PEERS/bin/python" Tests/Interop/agree.py --count $(COUNT)
	@RESPECTE="$(RESPECTE)" PYTHONDONTWRITEBYTECODE=1 "$$RESPECTE_PEERS/bin/python" Tests/Interop/verdicts.py

WORKBOOKS ?= 240
spark: setup peers ## import WORKBOOKS workbooks with Apache Spark, and compare every output with one process's
	@$(call apt,java,$(SPARK_APT))
	@[ "$$(cat "$(SPARK)/pinned" 2>/dev/null)" = '$(SPARK_PIP)' ] || { \
	  echo 'Installing into $(SPARK): $(SPARK_PIP)' >&2; \
	  python3 -m venv "$(SPARK)" && "$(SPARK)/bin/pip" install --quiet --disable-pip-version-check $(SPARK_PIP) && \
	  echo '$(SPARK_PIP)' > "$(SPARK)/pinned"; }
	@$(SWIFT) build $(RELEASE) >&2
	@RESPECTE="$(RESPECTE)" PYTHONDONTWRITEBYTECODE=1 "$(SPARK)/bin/python" Tests/Spark/compare.py --count $(WORKBOOKS)

KILLS ?= 100
CLIENTS ?= 64
LOAD ?= 60
counter: setup peers ## attack the counter, kill it KILLS times on both databases, have CLIENTS use it for LOAD seconds
	@$(SWIFT) build $(RELEASE) >&2
	@run() { RESPECTE="$(RESPECTE)" PYTHONDONTWRITEBYTECODE=1 python3 Tests/Interop/"$$@"; }; \
	run counter_attack.py --large --corpus Tests/Corpus SampleData/returned ../shared/corpus && \
	run counter_kill.py --count $(KILLS) && { run counter_kill.py --count $(KILLS) --postgresql || [ $$? = 77 ]; } && \
	run counter_load.py --clients $(CLIENTS) --seconds $(LOAD)

INTERLEAVINGS ?= 1000
MINUTES ?= 10
test-long: agree ## what agree does; then programs meet at one register in INTERLEAVINGS orders, and under load for MINUTES, on both databases
	@run() { RESPECTE="$(RESPECTE)" PYTHONDONTWRITEBYTECODE=1 python3 Tests/Interop/interleavings.py "$$@" || [ $$? = 77 ]; }; \
	load="--seeds 1 --clients 32 --seconds $$(($(MINUTES) * 60))"; \
	run --seeds $(INTERLEAVINGS) && run --seeds $(INTERLEAVINGS) --postgresql && run $$load && run $$load --postgresql

# What sends the counter whatever its OpenAPI description allows, in a place of its own.
OPENAPI_PIP := schemathesis==4.32.5
OPENAPI ?= $(CURDIR)/.build/schemathesis
EXAMPLES ?= 20
openapi: setup ## send the counter what schemathesis makes of its OpenAPI description
	@[ "$$(cat "$(OPENAPI)/pinned" 2>/dev/null)" = '$(OPENAPI_PIP)' ] || { \
	  echo 'Installing into $(OPENAPI): $(OPENAPI_PIP)' >&2; \
	  python3 -m venv "$(OPENAPI)" && "$(OPENAPI)/bin/pip" install --quiet --disable-pip-version-check $(OPENAPI_PIP) && \
	  echo '$(OPENAPI_PIP)' > "$(OPENAPI)/pinned"; }
	@$(SWIFT) build $(RELEASE) >&2
	@RESPECTE="$(RESPECTE)" PYTHONDONTWRITEBYTECODE=1 "$(OPENAPI)/bin/python" Tests/Interop/counter_openapi.py --examples $(EXAMPLES)

# What times the program: `make bench ROWS="export import"` for some rows, QUICK=1 for an impression.
ROWS ?=
BENCH = RESPECTE_BENCH=1 $(SWIFT) build $(RELEASE) >&2 && \
  RESPECTE_BENCH=1 $(SWIFT) build $(subst --product respecte,--product BenchCells,$(RELEASE)) >&2 && \
  LIBRARIES='$(LIBRARIES)' PYTHONDONTWRITEBYTECODE=1 "$$RESPECTE_PEERS/bin/python"
bench: setup peers ## time the program beside other readers and writers (ROWS="export import", QUICK=1)
	@$(BENCH) Tests/Bench/bench.py "$(RESPECTE)" $(if $(QUICK),--quick) $(ROWS)

ROW ?= export
profile: setup peers ## show where the time of one row of the benchmark goes, ROW=export
	@$(BENCH) Tests/Bench/profile_row.py "$(RESPECTE)" $(ROW)

# A finding stops the run; it is kept below .build/fuzz/findings, and belongs into Tests/Corpus once it is mended.
fuzz: setup ## fuzz the readers, SECONDS=60 each, with AddressSanitizer
	@python3 Tests/Fuzz/seeds.py . .build/fuzz/seeds
	@# Built anew, and with nothing stripped: the linker takes counters of coverage for dead.
	@rm -rf .build/fuzz/build
	@for name in $(FUZZ); do \
	  RESPECTE_FUZZ=1 $(SWIFT) build -c release --scratch-path .build/fuzz/build \
	    --disable-dead-strip --sanitize address --sanitize fuzzer --product Fuzz$$name >&2 || exit 1; \
	done
	@mkdir -p .build/fuzz/findings
	@for name in $(FUZZ); do \
	  mkdir -p .build/fuzz/inputs/$$name; \
	  tokens=Tests/Fuzz/$$name.dict; \
	  SWIFT_BACKTRACE=enable=no .build/fuzz/build/release/Fuzz$$name -max_total_time=$(SECONDS) \
	    -timeout=5 -rss_limit_mb=700 -max_len=65536 -print_final_stats=1 \
	    -artifact_prefix=.build/fuzz/findings/$$name- $$([ ! -f $$tokens ] || echo -dict=$$tokens) \
	    .build/fuzz/inputs/$$name .build/fuzz/seeds/$$name </dev/null 2>.build/fuzz/$$name.log \
	    || { tail -40 .build/fuzz/$$name.log; exit 1; }; \
	  grep -q ' cov: ' .build/fuzz/$$name.log || { echo "Fuzz$$name was built without coverage" >&2; exit 1; }; \
	  printf '%s: ' $$name; sed -n 's/^Done //p' .build/fuzz/$$name.log; \
	done

leaks: setup ## read every file of the corpora under AddressSanitizer and LeakSanitizer
	@$(SWIFT) build --scratch-path .build/leaks --sanitize address --product respecte >&2
	@count=0; for file in Tests/Corpus/* ../shared/corpus/*/*; do \
	  [ -f "$$file" ] || continue; \
	  for command in inspect import; do \
	    count=$$((count + 1)); \
	    SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=1:exitcode=99 \
	      .build/leaks/debug/respecte $$command "$$file" >/dev/null 2>.build/leaks/log; \
	    if [ $$? -gt 4 ]; then printf '%s %s\n' $$command "$$file"; cat .build/leaks/log; exit 1; fi; \
	  done; \
	done; printf '%s runs without a leak or a fault\n' $$count

format: ## format the sources
	@$(SWIFT) format format --in-place --recursive Sources Tests Package.swift

lint: ## check the sources' format
	@$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

# The product's modules and the one that they rest on, each with its landing page; a doubtful link or parameter is an error.
MODULES := Basics Spreadsheet Checklists PublishedText Workbooks Assessments Reports
MAPS = $(foreach map,$(wildcard Sources/C*/module.modulemap) \
  $(patsubst %,.build/debug/%.build/module.modulemap,CBuiltInTemplates CHeldParts), \
  -Xcc -fmodule-map-file=$(map))
docs: setup ## build the documentation of the library, .build/docs
	@$(SWIFT) build --target Reports --target PublishedText >&2
	@rm -rf .build/docs
	@triple=$$($(SWIFT) -print-target-info | sed -n 's/^ *"triple": "\(.*\)",/\1/p' | head -n 1); \
	sdk=$$(xcrun --show-sdk-path 2>/dev/null || true); \
	for module in $(MODULES); do \
	  symbols=.build/docs/symbols/$$module; mkdir -p $$symbols; \
	  $(SWIFT) symbolgraph-extract -module-name $$module -I .build/debug/Modules $(MAPS) \
	    -target $$triple $${sdk:+-sdk $$sdk} -minimum-access-level public -skip-synthesized-members \
	    -output-dir $$symbols && \
	  docc convert Sources/$$module/Documentation.docc --additional-symbol-graph-dir $$symbols \
	    --fallback-bundle-identifier respecte.$$module --fallback-display-name $$module --fallback-default-module-kind Module \
	    --output-path .build/docs/$$module.doccarchive --warnings-as-errors > .build/docs/log \
	    || { cat .build/docs/log >&2; exit 1; }; \
	done
	@docc merge $(MODULES:%=.build/docs/%.doccarchive) --output-path .build/docs/html --synthesized-landing-page-name Respecte
	@echo 'To read it: python3 -m http.server -d .build/docs/html, and http://localhost:8000/documentation'

# Manual pages and completions are the program's own account of itself.
SHARE = $(DESTDIR)$(PREFIX)/share
ZSH_FOLDER = $(SHARE)/zsh/site-functions
install: setup ## install under PREFIX (/usr/local), below DESTDIR
	@$(SWIFT) build $(RELEASE) >&2
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(SHARE)/respecte/Templates/schemas" \
	  "$(SHARE)/bash-completion/completions" "$(ZSH_FOLDER)" "$(SHARE)/fish/vendor_completions.d"
	install -s -m 755 "$(RESPECTE)" "$(DESTDIR)$(PREFIX)/bin/respecte"
	install -m 644 Templates/*.yaml Templates/README.md "$(SHARE)/respecte/Templates"
	install -m 644 Templates/schemas/* "$(SHARE)/respecte/Templates/schemas"
	umask 022; "$(DESTDIR)$(PREFIX)/bin/respecte" man -o "$(SHARE)/man"
	umask 022; "$(DESTDIR)$(PREFIX)/bin/respecte" completions bash > "$(SHARE)/bash-completion/completions/respecte"
	umask 022; "$(DESTDIR)$(PREFIX)/bin/respecte" completions zsh > "$(ZSH_FOLDER)/_respecte"
	umask 022; "$(DESTDIR)$(PREFIX)/bin/respecte" completions fish > "$(SHARE)/fish/vendor_completions.d/respecte.fish"

# $(call apt,PROGRAM,PACKAGES): installs packages unless the program is there.
apt = command -v $(1) >/dev/null || { sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; $$sudo apt-get update -qq && \
  $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(2) >&2; }

deb: setup ## pack a Debian package, .build/respecte_VERSION_ARCHITECTURE.deb
	@$(call apt,lintian,$(DEB_APT)); $(call apt,dpkg-shlibdeps,$(DEB_APT))
	@rm -rf .build/deb/root .build/respecte_*.deb
	@$(MAKE) --no-print-directory install PREFIX=/usr DESTDIR=.build/deb/root \
	  ZSH_FOLDER=.build/deb/root/usr/share/zsh/vendor-completions >&2
	@.debian/build .build/deb/root .build
	@lintian --fail-on error,warning .build/respecte_*.deb >&2

deb-test: deb ## install the package in a bare Debian 12 and use it there (as root)
	@$(call apt,debootstrap,$(TRY_APT))
	@.debian/try .build/respecte_*.deb .build/deb/debian

clean: ## remove what was built, but not the programs installed for tests
	@[ ! -d .build ] || find .build -mindepth 1 -maxdepth 1 ! -name peers ! -name spark ! -name schemathesis -exec rm -rf {} +
