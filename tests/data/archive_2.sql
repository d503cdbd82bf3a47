-- An archive as version 2 of the schema laid it out, with one report read, a correction, a dictionary and an
-- answer of a server in it. packed(text) is zlib's compression of the text in UTF-8, a function that the test
-- brings. Never changed: version 2 is what it was.
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE kept (
    report TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,
    digest TEXT NOT NULL,
    original BLOB NOT NULL,
    parsed BLOB NOT NULL,
    reading BLOB NOT NULL
) STRICT;
CREATE TABLE refined (
    report TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    parsed BLOB NOT NULL,
    reading BLOB NOT NULL
) STRICT;
CREATE TABLE prepared (
    report TEXT NOT NULL,
    step TEXT NOT NULL,
    stamp TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (report, step)
) STRICT;
CREATE TABLE written (report TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT;
CREATE TABLE sources (
    report TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (source, report)
) STRICT, WITHOUT ROWID;
CREATE TABLE fetched (
    address TEXT PRIMARY KEY,
    etag TEXT,
    last_modified TEXT,
    stamp TEXT NOT NULL,
    followed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE dictionaries (name TEXT PRIMARY KEY, actors BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE corrections_made (id TEXT PRIMARY KEY, correction BLOB NOT NULL) STRICT;

CREATE TABLE reports ("id" TEXT, "source" TEXT, "sources" TEXT, "address" TEXT, "sha256" TEXT, "title" TEXT, "title_span" TEXT, "outlet" TEXT, "outlet_span" TEXT, "agency" TEXT, "agency_span" TEXT, "authors" TEXT, "author_spans" TEXT, "language" TEXT, "published" TEXT, "published_basis" TEXT, "published_earliest" TEXT, "published_latest" TEXT, "published_evidence" TEXT, "published_reason" TEXT, "published_via" TEXT, "modified" TEXT, "captured" TEXT, "dateline" TEXT, "dateline_span" TEXT, "format" TEXT, "encoding" TEXT, "rendering" INTEGER, "page_facts" TEXT, "pages" TEXT, "text" TEXT, "body" TEXT, "dropped" TEXT, "status" TEXT, "reason" TEXT, "main_event" TEXT, PRIMARY KEY (id)) STRICT;
CREATE INDEX reports_published ON reports (published);
CREATE TABLE sentences ("report" TEXT, "number" INTEGER, "start" INTEGER, "end" INTEGER, PRIMARY KEY (report, number)) STRICT;
CREATE TABLE actors ("id" TEXT, "name" TEXT, "kind" TEXT, "country" TEXT, "sector" TEXT, "code" TEXT, "roles" TEXT, "aliases" TEXT, PRIMARY KEY (id)) STRICT;
CREATE TABLE roles ("actor" TEXT, "title" TEXT, "basis" TEXT, "from" TEXT, "to" TEXT, "day" TEXT, "report" TEXT, "start" INTEGER, "end" INTEGER) STRICT;
CREATE INDEX roles_actor ON roles (actor);
CREATE TABLE identities ("actor" TEXT, "basis" TEXT, "why" TEXT, "report" TEXT) STRICT;
CREATE INDEX identities_actor ON identities (actor);
CREATE TABLE mentions ("report" TEXT, "start" INTEGER, "end" INTEGER, "actor" TEXT, "form" TEXT) STRICT;
CREATE INDEX mentions_report_start ON mentions (report, start);
CREATE INDEX mentions_actor ON mentions (actor);
CREATE TABLE times ("report" TEXT, "start" INTEGER, "end" INTEGER, "type" TEXT, "value" TEXT, "first_day" TEXT, "last_day" TEXT, "granularity" TEXT, "modifier" TEXT, "pattern" TEXT, "rule" TEXT, "anchor" TEXT, "anchor_span" TEXT) STRICT;
CREATE INDEX times_report_start ON times (report, start);
CREATE TABLE places ("id" TEXT, "name" TEXT, "kind" TEXT, "country" TEXT, "admin" TEXT, "lat" REAL, "lon" REAL, "precision" TEXT, "within" TEXT, PRIMARY KEY (id)) STRICT;
CREATE TABLE place_mentions ("report" TEXT, "start" INTEGER, "end" INTEGER, "name" TEXT, "place" TEXT, "country" TEXT, "container" TEXT, "dateline" INTEGER, "reason" TEXT) STRICT;
CREATE INDEX place_mentions_report_start ON place_mentions (report, start);
CREATE INDEX place_mentions_place ON place_mentions (place);
CREATE TABLE attributions ("id" TEXT, "report" TEXT, "source" TEXT, "speaker" TEXT, "speakers" TEXT, "said" TEXT, "attitude" TEXT, "parent" TEXT, "cue" TEXT, "content" TEXT, "manner" TEXT, "bare" INTEGER, "confidence" REAL, PRIMARY KEY (id)) STRICT;
CREATE INDEX attributions_report ON attributions (report);
CREATE INDEX attributions_speaker ON attributions (speaker);
CREATE TABLE event_mentions ("id" TEXT, "report" TEXT, "start" INTEGER, "end" INTEGER, "lemma" TEXT, "type" TEXT, "mode" TEXT, "cameo" TEXT, "context" TEXT, "source" TEXT, "source_spans" TEXT, "target" TEXT, "target_spans" TEXT, "place" TEXT, "place_span" TEXT, "place_id" TEXT, "date" TEXT, "earliest" TEXT, "latest" TEXT, "precision" TEXT, "date_basis" TEXT, "status" TEXT, "attribution" TEXT, "event" TEXT, PRIMARY KEY (id)) STRICT;
CREATE INDEX event_mentions_report_start ON event_mentions (report, start);
CREATE INDEX event_mentions_event ON event_mentions (event);
CREATE TABLE events ("id" TEXT, "type" TEXT, "title" TEXT, "date" TEXT, "earliest" TEXT, "latest" TEXT, "precision" TEXT, "date_basis" TEXT, "place" TEXT, "place_id" TEXT, "actors" TEXT, "reports" TEXT, "mentions" TEXT, "best" TEXT, "why" TEXT, "retracted" INTEGER, PRIMARY KEY (id)) STRICT;
CREATE INDEX events_date ON events (date);
CREATE TABLE figures ("id" TEXT, "report" TEXT, "start" INTEGER, "end" INTEGER, "value" REAL, "low" REAL, "high" REAL, "hedge" TEXT, "unit" TEXT, "what" TEXT, "of" TEXT, "as_of" TEXT, "cumulative" INTEGER, "forecast" INTEGER, "rate" TEXT, "previous" REAL, "since" TEXT, "place" TEXT, "place_span" TEXT, "place_id" TEXT, "source" TEXT, "speakers" TEXT, "attribution" TEXT, "event" TEXT, PRIMARY KEY (id)) STRICT;
CREATE INDEX figures_report ON figures (report);
CREATE INDEX figures_what ON figures (what);
CREATE TABLE positions ("id" TEXT, "report" TEXT, "start" INTEGER, "end" INTEGER, "actor" TEXT, "stance" TEXT, "proposition" TEXT, "date" TEXT, "attribution" TEXT, "question" TEXT, "leaning" TEXT, "party" TEXT, PRIMARY KEY (id)) STRICT;
CREATE INDEX positions_report ON positions (report);
CREATE INDEX positions_actor ON positions (actor);
CREATE INDEX positions_question ON positions (question);
CREATE TABLE questions ("id" TEXT, "label" TEXT, "parties" TEXT, "reports" TEXT, "positions" TEXT, PRIMARY KEY (id)) STRICT;
CREATE TABLE stories ("id" TEXT, "title" TEXT, "reports" TEXT, "events" TEXT, PRIMARY KEY (id)) STRICT;
CREATE TABLE duplicates ("report" TEXT, "other" TEXT, "kind" TEXT, "share" REAL, "report_share" REAL, "other_share" REAL, "source" TEXT, "why" TEXT, "agency" TEXT, "sentences" TEXT, PRIMARY KEY (report, other)) STRICT;
CREATE TABLE versions ("address" TEXT, "number" INTEGER, "report" TEXT, "form" TEXT, "captured" TEXT, "earlier" TEXT, PRIMARY KEY (address, number)) STRICT;
CREATE INDEX versions_report ON versions (report);
CREATE TABLE changes ("report" TEXT, "earlier" TEXT, "kind" TEXT, "span" TEXT, "before" TEXT, "words" TEXT) STRICT;
CREATE INDEX changes_report ON changes (report);
CREATE TABLE corrections ("id" TEXT, "action" TEXT, "parties" TEXT, "values" TEXT, "by" TEXT, "made" TEXT, "note" TEXT, "state" TEXT, PRIMARY KEY (id)) STRICT;

CREATE VIRTUAL TABLE sentence_words USING fts5(words, tokenize = "unicode61 remove_diacritics 2");
INSERT INTO kept VALUES ('1c19a6e0094973ab',
    'dateline 0.1.0 of version 2; attributions by rules',
    '00000000000000000000000000000000',
    packed('Dockers walk out in Hamburg

Published on 10 September 2014

Dock workers in Hamburg went on strike on Wednesday to demand higher pay, their union said.

"We will not go back before there is an offer," said union leader Karin Vogt.
'),
    packed('{"id":"1c19a6e0094973ab","source":"strike.txt","text":"Dockers walk out in Hamburg\n\nPublished on 10 September 2014\n\nDock workers in Hamburg went on strike on Wednesday to demand higher pay, their union said.\n\n\"We will not go back before there is an offer,\" said union leader Karin Vogt.\n","body":[{"start":61,"end":152},{"start":154,"end":231}],"dropped":[{"span":{"start":0,"end":27},"reason":"headline","articles":null},{"span":{"start":29,"end":59},"reason":"date line","articles":null}],"masthead":{"title":"Dockers walk out in Hamburg","title_span":{"start":0,"end":27},"outlet":null,"outlet_span":null,"agency":null,"agency_span":null,"authors":[],"author_spans":[],"dateline":null,"dateline_span":null,"published":{"date":"2014-09-10","basis":"stated","earliest":null,"latest":null,"evidence":[{"start":42,"end":59}],"reason":"stated after a label such as “Published”","via":null},"modified":null},"language":"en","captured":null,"format":"text","encoding":"utf-8","rendering":null,"status":"read","reason":null,"given":{"title":null,"outlet":null,"authors":null,"address":null,"published":null,"captured":null,"media":null,"damage":null,"charset":null},"address":null,"sha256":"1c19a6e0094973ab6955ec92f1e41bfa1218473f5ae5112011a11ef90b0e2876","page_facts":[],"pages":[]}'),
    packed('{"report":"1c19a6e0094973ab","sentences":[{"start":61,"end":152},{"start":154,"end":231}],"published":{"date":"2014-09-10","basis":"stated","earliest":null,"latest":null,"evidence":[{"start":42,"end":59}],"reason":"stated after a label such as “Published”","via":null},"times":[{"span":{"start":103,"end":112},"type":"DATE","value":"2014-09-10","form":"calendar XXXX-WXX-3 lean=back cue=went","begin":"2014-09-10","end":"2014-09-10","rule":"a bare weekday: the last Wednesday on or before the day of publication, 2014-09-10 (“went” points back)","anchor":"2014-09-10","grain":"day","mod":null,"pattern":"weekday","anchor_time":null}],"actors":[{"name":"Dock workers","kind":"group","known":null,"country":null,"sector":"LAB","code":null,"roles":[],"aliases":["worker"]},{"name":"union","kind":"group","known":null,"country":null,"sector":"LAB","code":null,"roles":[],"aliases":[]},{"name":"Karin Vogt","kind":"person","known":null,"country":null,"sector":"LAB","code":null,"roles":[{"title":"union leader","start":null,"end":null,"span":{"start":207,"end":219},"basis":"text"}],"aliases":[]}],"mentions":[{"span":{"start":61,"end":73},"actor":0,"form":"description"},{"span":{"start":135,"end":146},"actor":1,"form":"description"},{"span":{"start":135,"end":140},"actor":0,"form":"pronoun"},{"span":{"start":155,"end":157},"actor":2,"form":"pronoun"},{"span":{"start":207,"end":230},"actor":2,"form":"name"}],"attributions":[{"source":[{"start":135,"end":146}],"cue":[{"start":147,"end":151}],"content":[{"start":61,"end":133}],"manner":"indirect","attitude":"says","speakers":[1],"said":null,"parent":null,"time":null,"bare":false,"confidence":null},{"source":[{"start":207,"end":230}],"cue":[{"start":202,"end":206}],"content":[{"start":154,"end":201}],"manner":"direct","attitude":"says","speakers":[2],"said":null,"parent":null,"time":null,"bare":false,"confidence":null}],"event_mentions":[{"span":{"start":85,"end":89},"type":"PROTEST","lemma":"go","status":"occurred","mode":"strike","context":[],"source":[0],"target":[],"source_spans":[{"start":61,"end":73}],"target_spans":[],"place":null,"place_span":null,"time":0,"by_document":false,"date":"2014-09-10","attribution":0,"shift":"","located":null,"until":null,"bound":"","bound_time":null,"length":"","basis":"stated","when":{"earliest":"2014-09-10","latest":"2014-09-10","precision":"day","basis":"stated"},"cameo":"143"}],"figures":[],"positions":[{"span":{"start":113,"end":133},"actor":0,"stance":"demands","proposition":"higher pay","date":null,"attribution":0,"time":null}],"main_event":0,"places":[{"span":{"start":77,"end":84},"name":"Hamburg","canonical":"Hamburg","id":"geonames:2911298","kind":"town","country":"DEU","admin":"Hamburg","lat":53.551,"lon":9.993,"precision":"city","container":"Hamburg","within":[["geonames:2911297","Hamburg"],["country:DEU","Germany"]],"reason":"the best known of 4 places of that name","dateline":false}]}'));
INSERT INTO sources VALUES ('1c19a6e0094973ab', 'strike.txt');
INSERT INTO corrections_made VALUES ('c-ed45ca52aa9a', packed('{"id":"c-ed45ca52aa9a","action":"rename-actor","parties":[[{"report":"1c19a6e0094973ab","exact":"union leader Karin Vogt","prefix":"before there is an offer,\" said ","suffix":".\n"}]],"values":{"name":"Karin Vogt-Maier"},"by":"ak","made":"2026-11-22T22:51:18.313869+00:00","note":""}'));
INSERT INTO dictionaries VALUES ('x.csv', packed('[{"name":"Port Union of Hamburg","terms":[{"country":"DEU","sector":"LAB","code":null,"start":null,"end":null,"title":null}],"aliases":[],"kind":null,"line":2}]'));
INSERT INTO fetched VALUES ('https://news.example/feed.xml', '"v1"', NULL, 'stamp', 0);
INSERT INTO events (id, title, retracted) VALUES ('e-old', 'what version 2 made of it', 0);
INSERT INTO written VALUES ('1c19a6e0094973ab', 'digest');
INSERT INTO sentence_words (rowid, words) VALUES (1, 'Dock workers');
INSERT INTO about VALUES ('record', 'digest');
INSERT INTO about VALUES ('version', '0.1.0');
PRAGMA application_id = 1145851441;
PRAGMA user_version = 2;
