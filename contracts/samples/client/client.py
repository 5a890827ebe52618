#!/usr/bin/env python3
"""A local system's client of the adapter, in the standard library alone. See README.md.

  client.py pull                     fetch what is pending, say that we have it
  client.py decide FILE              one decision a line: {"ADC201": .., "AAE540": "1", "AAE011": ..}
  client.py submit KIND FILE         one record a line; KIND is audit-result or deregistration
  client.py follow                   read the events since last time into the book
  client.py show                     the book, one JSON object a line
"""
import argparse
import json
import os
import sqlite3
import sys
import urllib.error
import urllib.parse
import urllib.request

PAGE = 200       # the most that a list gives at once
ARRAY = 1000     # the most records in one submission

SCHEMA = """
create table if not exists cursor (only_row integer primary key check (only_row = 1), after text not null);
create table if not exists fetched (ADC201 text primary key, fields text not null);
create table if not exists application (ADC201 text primary key, AAB301 text not null, state text not null, version integer not null, AAZ341 text);
create table if not exists upload (
  kind text not null, AAB301 text not null, AAZ341 text not null, version integer not null, state text not null,
  ADC201 text, code text, field text, message text, primary key (kind, AAB301, AAZ341));
"""

# What an event makes of the upload that it is about. "open": on its way, the outcome is not known yet.
STATES = {"decided": "waiting", "corrected": "waiting", "replayed": "waiting", "sent": "open",
          "accepted": "delivered", "refused": "failed", "discarded": "discarded"}


class Adapter:
    """The adapter's local API. Counts its calls."""

    def __init__(self, url, key):
        self.url, self.key, self.calls = url.rstrip("/"), key, 0

    def call(self, path, body=None):
        """(status, parsed answer). A problem is an answer too; it carries findings that a clerk can read."""
        self.calls += 1
        request = urllib.request.Request(self.url + path, headers={"Authorization": "Bearer " + self.key})
        if body is not None:
            request.data = json.dumps(body, ensure_ascii=False).encode()
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as problem:
            if problem.code in (400, 404, 409, 422):
                return problem.code, json.load(problem)
            raise

    def pages(self, path, after=None):
        """Pages of a list until a short one, each with the place to go on from."""
        while True:
            query = {"limit": PAGE, **({"after": after} if after else {})}
            page = self.call(path + ("&" if "?" in path else "?") + urllib.parse.urlencode(query))[1]
            after = page["next"]
            yield page["items"], after
            if len(page["items"]) < PAGE:
                return


def pull(adapter, book, args):
    numbers = []
    for items, _ in adapter.pages("/api/applications?full=true&received=false"):
        with book:
            book.executemany("insert or replace into fetched values (?, ?)",
                             [(item["ADC201"], json.dumps(item["fields"], ensure_ascii=False)) for item in items])
        numbers += [item["ADC201"] for item in items]
    # Only what is safely here is said to be received. What a crash leaves out is simply given again.
    for start in range(0, len(numbers), ARRAY):
        adapter.call("/api/applications/received", {"ADC201": numbers[start:start + ARRAY]})
    return {"pulled": len(numbers)}


def decide(adapter, book, args):
    wrong = 0
    for decision in lines(args.file):
        number = decision.pop("ADC201")
        status, answer = adapter.call("/api/applications/" + urllib.parse.quote(number, safe="") + "/decision", decision)
        if status not in (200, 202):   # 202 taken, 200 known already: the same decision may be sent again
            wrong += 1
            report(number, status, answer)
    return {"refused": wrong}


def submit(adapter, book, args):
    records, wrong = list(lines(args.file)), 0
    for start in range(0, len(records), ARRAY):
        status, answer = adapter.call("/api/" + args.kind + "s", records[start:start + ARRAY])
        if status != 200:
            report("array", status, answer)
            return {"refused": len(records) - start + wrong}
        for row in answer:
            if row["status"] not in (200, 202):
                wrong += 1
                report("row %d" % (start + row["row"]), row["status"], row)
    return {"refused": wrong}


def follow(adapter, book, args):
    count = 0
    row = book.execute("select after from cursor").fetchone()
    for events, after in adapter.pages("/api/events", row and row[0]):
        # Events and the place behind them in one transaction: after a crash nothing is read twice or left out.
        with book:
            for event in events:
                note(book, event)
            if after:
                book.execute("insert or replace into cursor values (1, ?)", (after,))
        count += len(events)
    return {"events": count}


def note(book, event):
    """One event into the book. Types that we do not know are passed over: more may come."""
    if event["type"] in ("downloaded", "changed"):
        book.execute("insert into application values (:ADC201, :AAB301, 'pending', :version, null) "
                     "on conflict (ADC201) do update set version = :version", event)
    elif event["type"] in STATES:
        book.execute("insert into upload values (:kind, :AAB301, :AAZ341, :version, :state, :ADC201, :code, :field, :message) on conflict "
                     "(kind, AAB301, AAZ341) do update set version = :version, state = :state, code = :code, field = :field, message = :message "
                     "where :version >= version", {**event, "state": STATES[event["type"]]})
        if event["type"] == "decided" and event["ADC201"]:
            book.execute("update application set state = 'decided', AAZ341 = :AAZ341 where ADC201 = :ADC201", event)


def show(adapter, book, args):
    book.row_factory = sqlite3.Row
    for table, order in (("application", "ADC201"), ("upload", "kind, AAB301, AAZ341")):
        for row in book.execute("select * from %s order by %s" % (table, order)):
            print(json.dumps({"book": table, **dict(row)}, ensure_ascii=False))


def lines(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def report(what, status, answer):
    findings = "；".join(finding["message"] for finding in answer.get("findings") or []) or answer.get("title", "")
    print("%s: %s %s" % (what, status, findings), file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://127.0.0.1:5080")
    parser.add_argument("--book", default="book.sqlite")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command, arguments in ((pull, []), (decide, ["file"]), (submit, ["kind", "file"]), (follow, []), (show, [])):
        verb = commands.add_parser(command.__name__)
        verb.set_defaults(run=command)
        for argument in arguments:
            verb.add_argument(argument)
    args = parser.parse_args()
    adapter = Adapter(args.url, os.environ.get("ADAPTER_KEY", ""))   # never on the command line: others can read that
    book = sqlite3.connect(args.book)
    book.executescript(SCHEMA)
    result = args.run(adapter, book, args)
    book.close()
    if result is not None:
        print(json.dumps({**result, "calls": adapter.calls}))
    return 2 if result and result.get("refused") else 0


if __name__ == "__main__":
    sys.exit(main())
