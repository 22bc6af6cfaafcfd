-- A centre that version 0.1.0 made: late, unreadable, refused, in conflict, decided by a person.
PRAGMA application_id = 1179535177;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('1 campaign, deliveries, ledger');
INSERT INTO grdb_migrations VALUES('2 parts');
INSERT INTO grdb_migrations VALUES('3 notices');
INSERT INTO grdb_migrations VALUES('4 statistics');
CREATE TABLE setting (
  name TEXT PRIMARY KEY, value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES('campaign','sm3:9d63650921e0beef4b13766d516ac39be3456d436215d9ab1baf7ed2b23dccda');
INSERT INTO setting VALUES('keys','keys-sm');
CREATE TABLE unit (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, division TEXT NOT NULL, class TEXT NOT NULL,
  reports_to TEXT, position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO unit VALUES('U000000','第 0 卫生院','410101','institution',NULL,0);
INSERT INTO unit VALUES('U000001','第 1 卫生院','410201','institution',NULL,1);
INSERT INTO unit VALUES('U000002','第 2 卫生院','410301','institution',NULL,2);
INSERT INTO unit VALUES('U000003','第 3 卫生院','410401','county',NULL,3);
INSERT INTO unit VALUES('U000004','第 4 卫生院','410501','institution',NULL,4);
INSERT INTO unit VALUES('U000005','第 5 卫生院','410601','institution',NULL,5);
INSERT INTO unit VALUES('U000006','第 6 卫生院','410701','institution',NULL,6);
INSERT INTO unit VALUES('U000007','第 7 卫生院','410801','institution',NULL,7);
INSERT INTO unit VALUES('U000008','第 8 卫生院','410901','institution',NULL,8);
INSERT INTO unit VALUES('U000009','第 9 卫生院','411001','institution',NULL,9);
INSERT INTO unit VALUES('U000010','第 10 卫生院','411101','institution',NULL,10);
INSERT INTO unit VALUES('U000011','第 11 卫生院','411201','institution',NULL,11);
INSERT INTO unit VALUES('U000012','第 12 卫生院','411301','institution',NULL,12);
INSERT INTO unit VALUES('U000013','第 13 卫生院','411401','institution',NULL,13);
INSERT INTO unit VALUES('U000014','第 14 卫生院','411501','institution',NULL,14);
INSERT INTO unit VALUES('U000015','第 15 卫生院','411601','institution',NULL,15);
INSERT INTO unit VALUES('U000016','第 16 卫生院','411701','institution',NULL,16);
INSERT INTO unit VALUES('U000017','第 17 卫生院','411801','institution',NULL,17);
INSERT INTO unit VALUES('U000018','第 18 卫生院','410101','institution',NULL,18);
INSERT INTO unit VALUES('U000019','第 19 卫生院','410201','institution',NULL,19);
INSERT INTO unit VALUES('U000020','第 20 卫生院','410301','institution',NULL,20);
INSERT INTO unit VALUES('U000021','第 21 卫生院','410401','institution',NULL,21);
INSERT INTO unit VALUES('U000022','第 22 卫生院','410501','institution',NULL,22);
INSERT INTO unit VALUES('U000023','第 23 卫生院','410601','institution',NULL,23);
INSERT INTO unit VALUES('U000024','第 24 卫生院','410701','institution',NULL,24);
INSERT INTO unit VALUES('U000025','第 25 卫生院','410801','institution',NULL,25);
INSERT INTO unit VALUES('U000026','第 26 卫生院','410901','institution',NULL,26);
INSERT INTO unit VALUES('U000027','第 27 卫生院','411001','institution',NULL,27);
INSERT INTO unit VALUES('U000028','第 28 卫生院','411101','institution',NULL,28);
INSERT INTO unit VALUES('U000029','第 29 卫生院','411201','institution',NULL,29);
INSERT INTO unit VALUES('U000030','第 30 卫生院','411301','institution',NULL,30);
INSERT INTO unit VALUES('U000031','第 31 卫生院','411401','institution',NULL,31);
INSERT INTO unit VALUES('U000032','第 32 卫生院','411501','institution',NULL,32);
INSERT INTO unit VALUES('U000033','第 33 卫生院','411601','institution',NULL,33);
INSERT INTO unit VALUES('U000034','第 34 卫生院','411701','institution',NULL,34);
INSERT INTO unit VALUES('U000035','第 35 卫生院','411801','institution',NULL,35);
INSERT INTO unit VALUES('U000036','第 36 卫生院','410101','institution',NULL,36);
INSERT INTO unit VALUES('U000037','第 37 卫生院','410201','institution',NULL,37);
INSERT INTO unit VALUES('U000038','第 38 卫生院','410301','institution',NULL,38);
INSERT INTO unit VALUES('U000039','第 39 卫生院','410401','institution',NULL,39);
INSERT INTO unit VALUES('U000040','第 40 卫生院','410501','institution',NULL,40);
INSERT INTO unit VALUES('U000041','第 41 卫生院','410601','institution',NULL,41);
INSERT INTO unit VALUES('U000042','第 42 卫生院','410701','institution',NULL,42);
INSERT INTO unit VALUES('U000043','第 43 卫生院','410801','institution',NULL,43);
INSERT INTO unit VALUES('U000044','第 44 卫生院','410901','institution',NULL,44);
INSERT INTO unit VALUES('U000045','第 45 卫生院','411001','institution',NULL,45);
INSERT INTO unit VALUES('U000046','第 46 卫生院','411101','institution',NULL,46);
INSERT INTO unit VALUES('U000047','第 47 卫生院','411201','institution',NULL,47);
INSERT INTO unit VALUES('U000048','第 48 卫生院','411301','institution',NULL,48);
INSERT INTO unit VALUES('U000049','第 49 卫生院','411401','institution',NULL,49);
INSERT INTO unit VALUES('U000050','第 50 卫生院','411501','institution',NULL,50);
INSERT INTO unit VALUES('U000051','第 51 卫生院','411601','institution',NULL,51);
INSERT INTO unit VALUES('U000052','第 52 卫生院','411701','institution',NULL,52);
INSERT INTO unit VALUES('U000053','第 53 卫生院','411801','county',NULL,53);
INSERT INTO unit VALUES('U000054','第 54 卫生院','410101','institution',NULL,54);
INSERT INTO unit VALUES('U000055','第 55 卫生院','410201','institution',NULL,55);
CREATE TABLE expected (
  unit TEXT NOT NULL REFERENCES unit(id), submission TEXT NOT NULL, deadline INTEGER NOT NULL,
  PRIMARY KEY (unit, submission)
) STRICT, WITHOUT ROWID;
INSERT INTO expected VALUES('U000000','report',1349020800);
INSERT INTO expected VALUES('U000001','report',1349020800);
INSERT INTO expected VALUES('U000002','report',1349020800);
INSERT INTO expected VALUES('U000003','early',1345478400);
INSERT INTO expected VALUES('U000004','report',1349020800);
INSERT INTO expected VALUES('U000005','report',1349020800);
INSERT INTO expected VALUES('U000006','report',1349020800);
INSERT INTO expected VALUES('U000007','report',1349020800);
INSERT INTO expected VALUES('U000008','report',1349020800);
INSERT INTO expected VALUES('U000009','report',1349020800);
INSERT INTO expected VALUES('U000010','report',1349020800);
INSERT INTO expected VALUES('U000011','report',1349020800);
INSERT INTO expected VALUES('U000012','report',1349020800);
INSERT INTO expected VALUES('U000013','report',1349020800);
INSERT INTO expected VALUES('U000014','report',1349020800);
INSERT INTO expected VALUES('U000015','report',1349020800);
INSERT INTO expected VALUES('U000016','report',1349020800);
INSERT INTO expected VALUES('U000017','report',1349020800);
INSERT INTO expected VALUES('U000018','report',1349020800);
INSERT INTO expected VALUES('U000019','report',1349020800);
INSERT INTO expected VALUES('U000020','report',1349020800);
INSERT INTO expected VALUES('U000021','report',1349020800);
INSERT INTO expected VALUES('U000022','report',1349020800);
INSERT INTO expected VALUES('U000023','report',1349020800);
INSERT INTO expected VALUES('U000024','report',1349020800);
INSERT INTO expected VALUES('U000025','report',1349020800);
INSERT INTO expected VALUES('U000026','report',1349020800);
INSERT INTO expected VALUES('U000027','report',1349020800);
INSERT INTO expected VALUES('U000028','report',1349020800);
INSERT INTO expected VALUES('U000029','report',1349020800);
INSERT INTO expected VALUES('U000030','report',1349020800);
INSERT INTO expected VALUES('U000031','report',1349020800);
INSERT INTO expected VALUES('U000032','report',1349020800);
INSERT INTO expected VALUES('U000033','report',1349020800);
INSERT INTO expected VALUES('U000034','report',1349020800);
INSERT INTO expected VALUES('U000035','report',1349020800);
INSERT INTO expected VALUES('U000036','report',1349020800);
INSERT INTO expected VALUES('U000037','report',1349020800);
INSERT INTO expected VALUES('U000038','report',1349020800);
INSERT INTO expected VALUES('U000039','report',1349020800);
INSERT INTO expected VALUES('U000040','report',1349020800);
INSERT INTO expected VALUES('U000041','report',1349020800);
INSERT INTO expected VALUES('U000042','report',1349020800);
INSERT INTO expected VALUES('U000043','report',1349020800);
INSERT INTO expected VALUES('U000044','report',1349020800);
INSERT INTO expected VALUES('U000045','report',1349020800);
INSERT INTO expected VALUES('U000046','report',1349020800);
INSERT INTO expected VALUES('U000047','report',1349020800);
INSERT INTO expected VALUES('U000048','report',1349020800);
INSERT INTO expected VALUES('U000049','report',1349020800);
INSERT INTO expected VALUES('U000050','report',1349020800);
INSERT INTO expected VALUES('U000051','report',1349020800);
INSERT INTO expected VALUES('U000052','report',1349020800);
INSERT INTO expected VALUES('U000053','early',1345478400);
INSERT INTO expected VALUES('U000054','report',1349020800);
INSERT INTO expected VALUES('U000055','report',1349020800);
CREATE TABLE ledger (
  position INTEGER PRIMARY KEY CHECK (position >= 0),
  event TEXT NOT NULL CHECK (event IN ('decision/1','resolution/1','access/1','campaign/1','notice/1')),
  leaf TEXT NOT NULL, hash BLOB NOT NULL CHECK (length(hash) = 32),
  root BLOB NOT NULL CHECK (length(root) = 32), record TEXT NOT NULL
) STRICT;
INSERT INTO ledger VALUES(0,'decision/1','{"leaf":"decision/1","index":0,"time":"2012-08-21T01:00:00Z","bundle":"sm3:acdf6997936f4af43d83c0b5d47f9296e635278a6c6d78436cba32ccd452d8bf","size":2842,"campaign":"sm3:9d63650921e0beef4b13766d516ac39be3456d436215d9ab1baf7ed2b23dccda","decision":"unreadable","late":false,"codes":["FN209"],"record":"sha256:235eef2288048bdb535147b7259ae5e747780d216e884889a4ed0b783037b59a"}',X'653afc03287e0e86e647e740b9264c0e756e389af1a719265d4174c2e7d5a8dd',X'653afc03287e0e86e647e740b9264c0e756e389af1a719265d4174c2e7d5a8dd','{"decision":"unreadable","report":{"report":"validation/1","time":"2012-08-21T09:00:00+08:00","verdict":"unreadable","bundle":{"size":2842,"digest":"sm3:acdf6997936f4af43d83c0b5d47f9296e635278a6c6d78436cba32ccd452d8bf","shortCode":"acdf 6997 936f 4af4"},"campaign":{"id":"simulated-2012","version":1,"digest":"sm3:9d63650921e0beef4b13766d516ac39be3456d436215d9ab1baf7ed2b23dccda","issued":"2012-07-01T00:00:00Z","expires":"2013-07-01T00:00:00Z"},"signers":[],"revocation":[],"gates":[{"gate":"transport","result":"passed"},{"gate":"envelope","result":"failed"},{"gate":"provenance","result":"not-evaluated","because":"envelope"},{"gate":"integrity","result":"not-evaluated","because":"envelope"},{"gate":"completeness","result":"not-evaluated","because":"envelope"},{"gate":"content","result":"not-evaluated","because":"envelope"},{"gate":"rules","result":"not-evaluated","because":"envelope"},{"gate":"policy","result":"not-evaluated","because":"envelope"}],"findings":[{"code":"FN209","gate":"envelope","severity":"error","message":{"zh":"报送包已损坏或被改动，无法解密。","en":"The bundle is damaged or has been altered and cannot be opened."},"remedy":{"zh":"用“fengni inspect 报送包”查看短码，电话与报送单位核对：短码不同的，从介质重新拷贝；短码相同的，请对方重新封装报送。","en":"Run ''fengni inspect FILE'' and compare the short code with the sender by telephone: if it differs, copy again from the medium; if it is the same, ask for a newly sealed bundle."}}]}}');
INSERT INTO ledger VALUES(1,'decision/1','{"leaf":"decision/1","index":1,"time":"2012-08-21T01:00:00Z","bundle":"sm3:89139a04962f3848f081ea7a6536006ac54d7573b29d6962e83f5d8dda29b8ea","size":2841,"campaign":"sm3:9d63650921e0beef4b13766d516ac39be3456d436215d9ab1baf7ed2b23dccda","decision":"refused","late":false,"codes":["FN325"],"record":"sha256:8a46ce6d7ca8128ad0068fceea45839fa67f07962162b1fcbcaa29b79a5cf5b2"}',X'9a8b7acf0d6a2bcf3b1fb8c0be0b6fd6a0039c889c6a51b3fd812e64f9fd7b76',X'124861e5e8cfeedab78f208650d6d9e66d70a64f022b1834ac1c99abc05062b0','{"decision":"refused","report":{"report":"validation/1","time":"2012-08-21T09:00:00+08:00","verdict":"refused","bundle":{"size":2841,"digest":"sm3:89139a04962f3848f081ea7a6536006ac54d7573b29d6962e83f5d8dda29b8ea","shortCode":"8913 9a04 962f 3848"},"campaign":{"id":"simulated-2012","version":1,"digest":"sm3:9d63650921e0beef4b13766d516ac39be3456d436215d9ab1baf7ed2b23dccda","issued":"2012-07-01T00:00:00Z","expires":"2013-07-01T00:00:00Z"},"signers":[],"revocation":[{"issuer":"C = CN, CN = Root sm","thisUpdate":"2012-08-15T00:00:00Z","nextUpdate":"2012-12-31T00:00:00Z","ageDays":6}],"gates":[{"gate":"transport","result":"passed"},{"gate":"envelope","result":"passed"},{"gate":"provenance","result":"failed"},{"gate":"integrity","result":"not-evaluated","because":"provenance"},{"gate":"completeness","result":"not-evaluated","because":"provenance"},{"gate":"content","result":"not-evaluated","because":"provenance"},{"gate":"rules","result":"not-evaluated","because":"provenance"},{"gate":"policy","result":"not-evaluated","because":"provenance"}],"findings":[{"code":"FN325","gate":"provenance","severity":"error","subject":"1","message":{"zh":"报送包依据的是检查行动包的另一个版本。","en":"The bundle was made with another version of the campaign package."},"remedy":{"zh":"用“fengni campaign show 检查行动包”查看版本；报送单位用了旧版的，请其换用新版重新签名、封装，中心用了旧版的，改用新版再校验。","en":"See the version with ''fengni campaign show FILE''; if the sender used an old one, ask for a new signature and seal with the newest, if the centre did, verify again with the newest."}}]}}');
INSERT INTO ledger VALUES(2,'decision/1','{"leaf":"decision/1","index":2,"time":"2012-08-21T01:00:00Z","bundle":"sha256:edd34c2411c5946f4d8c9c5c1477e3eb649f276a2641ba91b8974ab9a132fc1a","size":2858,"campaign":"sm3:9d63650921e0beef4b13766d516ac39be3456d436215d9ab1baf7ed2b23dccda","decision":"accepted-with-warnings","late":true,"sender":"U000003","submission":"early","id":"4a9e18db-5d21-4c59-8291-4a1284dc9333","kind":"initial","revision":1,"codes":["FN801"],"record":"sha256:a3a453e72680b9e57911a6d27bf392fb8a4b164567bd7787f12920f0aba833e9"}',X'836360db17f15cf10df1988c37cfe0e755df102db051e2df21ff330fb094d19d',X'1de96f3bc326375b93e0fe8aa494707cc792c172f9e4a71b60756e2627c396c1','{"decision":"accepted-with-warnings","report":{"report":"validation/1","time":"2012-08-21T09:00:00+08:00","verdict":"accepted-with-warnings","bundle":{"size":2858,"digest":"sha256:edd34c2411c5946f4d8c9c5c1477e3eb649f276a2641ba91b8974ab9a132fc1a","shortCode":"edd3 4c24 11c5 946f"},"campaign":{"id":"simulated-2012","version":1,"digest":"sm3:9d63650921e0beef4b13766d516ac39be3456d436215d9ab1baf7ed2b23dccda","issued":"2012-07-01T00:00:00Z","expires":"2013-07-01T00:00:00Z"},"submission":{"id":"4a9e18db-5d21-4c59-8291-4a1284dc9333","submission":"early","kind":"initial","revision":1,"suite":"nist","sender":{"id":"U000003","name":"第 3 卫生院","division":"410401","class":"county"},"mark":"internal","created":"2012-08-20T01:00:00Z","documents":[{"path":"data/form/form.json","role":"form","mediaType":"application/json","size":1387,"digest":"sha256:936782c13413b5f29e2d1726fc2f0dbaeee3c1c801a9a149486729eb01500f24"}]},"signers":[{"certificate":"sha256:240b05cbe798ef25cd59f72ff635433ab665e7eaea0047710f9e7727d7be65c6","subject":"C = CN, CN = Unit 3","capacity":"seal","signingTime":"2012-08-20T01:00:00Z"}],"revocation":[{"issuer":"C = CN, CN = Root nist","thisUpdate":"2012-08-15T00:00:00Z","nextUpdate":"2012-12-31T00:00:00Z","ageDays":6}],"gates":[{"gate":"transport","result":"passed"},{"gate":"envelope","result":"passed"},{"gate":"provenance","result":"passed"},{"gate":"integrity","result":"passed"},{"gate":"completeness","result":"passed"},{"gate":"content","result":"passed"},{"gate":"rules","result":"passed"},{"gate":"policy","result":"passed"}],"findings":[{"code":"FN801","gate":"policy","severity":"warning","expected":"2012-08-20 24:00 (+08:00)","found":"2012-08-21T09:00:00+08:00","message":{"zh":"报送晚于截止时间，已标记为迟报。","en":"The submission is later than the deadline and is marked as late."},"remedy":{"zh":"迟报只作标记，照常收件，不必重新封装；请报送单位尽快送达，并按通知要求说明原因。","en":"Lateness is only a mark: the bundle is taken as it is and need not be sealed again; the unit should deliver it soon and give the reason as the notice asks."}}]}}');
INSERT INTO ledger VALUES(3,'decision/1','{"leaf":"decision/1","index":3,"time":"2012-08-21T01:00:00Z","bundle":"sm3:2f64dfba19ee833a6e0fdc056c0f6306fbd44fdcb807ad8d6e6d7690170d4692","size":2841,"campaign":"sm3:9d63650921e0beef4b13766d516ac39be3456d436215d9ab1baf7ed2b23dccda","decision":"accepted","late":false,"sender":"U000004","submission":"report","id":"fd2b5dc5-8893-4bcd-8897-7b6e58d2e69c","kind":"initial","revision":1,"record":"sha256:4a2fbefe54828b5c8a572859fa28d2c428c0689631ba7f851657d1ec9a875b56"}',X'91efce11e99dcdb3e0fc87b81447829da2ecfcfc32f1d80a9f8be27cfb6a432f',X'1203a77b8c776e4610340d606054921f72e5ad731dd46ce12bc22bad4dab0a84','{"decision":"accepted","report":{"report":"validation/1","time":"2012-08-21T09:00:00+08:00","verdict":"accepted","bundle":{"size":2841,"digest":"sm3:2f64dfba19ee833a6e0fdc056c0f6306fbd44fdcb807ad8d6e6d7690170d4692","shortCode":"2f64 dfba 19ee 833a"},"campaign":{"id":"simulated-2012","version":1,"digest":"sm3:9d63650921e0beef4b13766d516ac39be3456d436215d9ab1baf7ed2b23dccda","issued":"2012-07-01T00:00:00Z","expires":"2013-07-01T00:00:00Z"},"submission":{"id":"fd2b5dc5-8893-4bcd-8897-7b6e58d2e69c","submission":"report","kind":"initial","revision":1,"suite":"sm","sender":{"id":"U000004","name":"第 4 卫生院","division":"410501","class":"institution"},"mark":"internal","created":"2012-08-20T01:00:00Z","documents":[{"path":"data/form/form.json","role":"form","mediaType":"application/json","size":1397,"digest":"sm3:309db820170552878a05eab076f621976f2ba3e5c71588817076600fe12048d2"}]},"signers":[{"certificate":"sm3:b78c0c08213e502947d2a75c6a6eb33599137bfae8de9f83ba7f236b8960ce09","subject":"C = CN, CN = Unit 4","capacity":"seal","signingTime":"2012-08-20T01:00:00Z"}],"revocation":[{"issuer":"C = CN, CN = Root sm","thisUpdate":"2012-08-15T00:00:00Z","nextUpdate":"2012-12-31T00:00:00Z","ageDays":6}],"gates":[{"gate":"transport","result":"passed"},{"gate":"envelope","result":"passed"},{"gate":"provenance","result":"passed"},{"gate":"integrity","result":"passed"},{"gate":"completeness","result":"passed"},{"gate":"content","result":"passed"},{"gate":"rules","result":"passed"},{"gate":"policy","result":"passed"}],"findings":[]}}');
INSERT INTO ledger VALUES(4,'decision/1','{"leaf":"decision/1","index":4,"time":"2012-08-21T01:00:00Z","bundle":"sha256:05b33a727865c6cb22bdf418cffcd02bc76c077d73709035c40e9c156da1f412","size":3114,"campaign":"sm3:9d63650921e0beef4b13766d516ac39be3456d436215d9ab1baf7ed2b23dccda","decision":"conflict","late":false,"sender":"U000005","submission":"report","id":"9e381f1b-0337-4567-b36c-a5a34950faf3","kind":"correction","revision":2,"codes":["FN853"],"record":"sha256:1d344aa6dbae6dd7b561b760613c681bd4cb5f98118e2840c0ac2b4ee1b1df56"}',X'a5cbd4326b7373f0007b7770b844f492f201e30066733f3350d14024ea7d87ff',X'cd82b5f0def4f93eb3bfb577545f038228755e24abd11818319647b34f0fbf6d','{"decision":"conflict","report":{"report":"validation/1","time":"2012-08-21T09:00:00+08:00","verdict":"accepted","bundle":{"size":3114,"digest":"sha256:05b33a727865c6cb22bdf418cffcd02bc76c077d73709035c40e9c156da1f412","shortCode":"05b3 3a72 7865 c6cb"},"campaign":{"id":"simulated-2012","version":1,"digest":"sm3:9d63650921e0beef4b13766d516ac39be3456d436215d9ab1baf7ed2b23dccda","issued":"2012-07-01T00:00:00Z","expires":"2013-07-01T00:00:00Z"},"submission":{"id":"9e381f1b-0337-4567-b36c-a5a34950faf3","submission":"report","kind":"correction","revision":2,"suite":"nist","sender":{"id":"U000005","name":"第 5 卫生院","division":"410601","class":"institution"},"mark":"internal","created":"2012-08-20T01:00:00Z","documents":[{"path":"data/form/form.json","role":"form","mediaType":"application/json","size":1387,"digest":"sha256:68e4bec9d1fff82f292d1dbd7155d2d9ca3d1816bd53a860fa6d7c46158ac91a"}]},"signers":[{"certificate":"sha256:a959307789566fbd5a79fb4c9aa16d98148808c5bff38a1e8da6992bf73b714f","subject":"C = CN, CN = Unit 5","capacity":"seal","signingTime":"2012-08-20T01:00:00Z"}],"revocation":[{"issuer":"C = CN, CN = Root nist","thisUpdate":"2012-08-15T00:00:00Z","nextUpdate":"2012-12-31T00:00:00Z","ageDays":6}],"gates":[{"gate":"transport","result":"passed"},{"gate":"envelope","result":"passed"},{"gate":"provenance","result":"passed"},{"gate":"integrity","result":"passed"},{"gate":"completeness","result":"passed"},{"gate":"content","result":"passed"},{"gate":"rules","result":"passed"},{"gate":"policy","result":"passed"}],"findings":[{"code":"FN853","gate":"policy","severity":"error","subject":"47fd e62b 5daa 75e4","message":{"zh":"它所取代的报送包中心没有收到，或者还没有采信。","en":"The bundle that it supersedes was not received, or is not accepted yet."},"remedy":{"zh":"请报送单位补送前一份报送包；收到后，或者前一份确已无法取得的，由中心用“fengni centre resolve”裁定。","en":"Ask the unit for the bundle before; when it has come, or can''t be had any more, decide with ''fengni centre resolve''."}}]}}');
INSERT INTO ledger VALUES(5,'decision/1','{"leaf":"decision/1","index":5,"time":"2012-08-21T01:00:00Z","bundle":"sha256:8d3326b95a8ac95a41d6cb38be4038bd33f7812fa083b8de9e85f68d7c0b8a9e","size":3114,"campaign":"sm3:9d63650921e0beef4b13766d516ac39be3456d436215d9ab1baf7ed2b23dccda","decision":"conflict","late":false,"sender":"U000055","submission":"report","id":"1daa8e12-0a73-4425-892d-d08f16d908a5","kind":"correction","revision":2,"codes":["FN853"],"record":"sha256:8d682cfa081cc21c3a703b8ee27252b49233a8706545687e7f920ea76cd8674e"}',X'd035ee131854389e1f88e8f8821ab32f327ee2d359ce8b66f73e43f9897d8a36',X'11615053dedfad819300a0ff4f9c15b6191593c2bfe606b05abf39275da76697','{"decision":"conflict","report":{"report":"validation/1","time":"2012-08-21T09:00:00+08:00","verdict":"accepted","bundle":{"size":3114,"digest":"sha256:8d3326b95a8ac95a41d6cb38be4038bd33f7812fa083b8de9e85f68d7c0b8a9e","shortCode":"8d33 26b9 5a8a c95a"},"campaign":{"id":"simulated-2012","version":1,"digest":"sm3:9d63650921e0beef4b13766d516ac39be3456d436215d9ab1baf7ed2b23dccda","issued":"2012-07-01T00:00:00Z","expires":"2013-07-01T00:00:00Z"},"submission":{"id":"1daa8e12-0a73-4425-892d-d08f16d908a5","submission":"report","kind":"correction","revision":2,"suite":"nist","sender":{"id":"U000055","name":"第 55 卫生院","division":"410201","class":"institution"},"mark":"internal","created":"2012-08-20T01:00:00Z","documents":[{"path":"data/form/form.json","role":"form","mediaType":"application/json","size":1387,"digest":"sha256:90155fa1a859d3a2b3cd707af43c1916c31fdbfb27f18e3972b5a35ef479d36d"}]},"signers":[{"certificate":"sha256:885f5e9996d11f151188a3205039e3d5e3c8384f3ed2c16e9c6a9c8336f14b11","subject":"C = CN, CN = Unit 55","capacity":"seal","signingTime":"2012-08-20T01:00:00Z"}],"revocation":[{"issuer":"C = CN, CN = Root nist","thisUpdate":"2012-08-15T00:00:00Z","nextUpdate":"2012-12-31T00:00:00Z","ageDays":6}],"gates":[{"gate":"transport","result":"passed"},{"gate":"envelope","result":"passed"},{"gate":"provenance","result":"passed"},{"gate":"integrity","result":"passed"},{"gate":"completeness","result":"passed"},{"gate":"content","result":"passed"},{"gate":"rules","result":"passed"},{"gate":"policy","result":"passed"}],"findings":[{"code":"FN853","gate":"policy","severity":"error","subject":"1757 fed9 2038 5ea8","message":{"zh":"它所取代的报送包中心没有收到，或者还没有采信。","en":"The bundle that it supersedes was not received, or is not accepted yet."},"remedy":{"zh":"请报送单位补送前一份报送包；收到后，或者前一份确已无法取得的，由中心用“fengni centre resolve”裁定。","en":"Ask the unit for the bundle before; when it has come, or can''t be had any more, decide with ''fengni centre resolve''."}}]}}');
INSERT INTO ledger VALUES(6,'resolution/1','{"leaf":"resolution/1","index":6,"time":"2012-08-21T01:00:00Z","bundle":"sha256:05b33a727865c6cb22bdf418cffcd02bc76c077d73709035c40e9c156da1f412","size":3114,"campaign":"sm3:9d63650921e0beef4b13766d516ac39be3456d436215d9ab1baf7ed2b23dccda","decision":"accepted","sender":"U000005","submission":"report","id":"9e381f1b-0337-4567-b36c-a5a34950faf3","kind":"correction","revision":2,"record":"sha256:022803c418ac55203784d7ee10bdced62987b1a51fea638a0b9e8bae2d4f584e"}',X'429037990e4a34e3421f6952e0f2251e45ef796750583892a75f7c63cc136108',X'3e275cf6989ff80c205ef36125d7beab41c8c51bb2546f26c9b3b649efe34967','{"by":"root","reason":"checked"}');
CREATE TABLE delivery (
  number INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE, short_code TEXT NOT NULL, size INTEGER NOT NULL,
  received INTEGER NOT NULL, decision TEXT NOT NULL CHECK (decision IN ('accepted','accepted-with-warnings','indeterminate','conflict','returned','refused','unreadable')),
  late INTEGER NOT NULL CHECK (late IN (0,1)),
  bundle_id TEXT, unit TEXT REFERENCES unit(id), submission TEXT, kind TEXT,
  revision INTEGER, supersedes TEXT, created INTEGER, mark TEXT, suite TEXT,
  source TEXT NOT NULL, arriving TEXT,
  relay INTEGER REFERENCES delivery(number),
  place TEXT NOT NULL CHECK (place IN ('sealed','quarantine')),
  effective INTEGER NOT NULL CHECK (effective IN (0,1)),
  position INTEGER NOT NULL UNIQUE REFERENCES ledger(position),
  decided_by INTEGER NOT NULL REFERENCES ledger(position),
  superseded_by INTEGER REFERENCES delivery(number)
) STRICT;
INSERT INTO delivery VALUES(1,'sm3:acdf6997936f4af43d83c0b5d47f9296e635278a6c6d78436cba32ccd452d8bf','acdf6997936f4af4',2842,1345510800,'unreadable',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'t/U000000.fnb',NULL,NULL,'quarantine',0,0,0,NULL);
INSERT INTO delivery VALUES(2,'sm3:89139a04962f3848f081ea7a6536006ac54d7573b29d6962e83f5d8dda29b8ea','89139a04962f3848',2841,1345510800,'refused',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'t/U000002.fnb',NULL,NULL,'quarantine',0,1,1,NULL);
INSERT INTO delivery VALUES(3,'sha256:edd34c2411c5946f4d8c9c5c1477e3eb649f276a2641ba91b8974ab9a132fc1a','edd34c2411c5946f',2858,1345510800,'accepted-with-warnings',1,'4a9e18db-5d21-4c59-8291-4a1284dc9333','U000003','early','initial',1,NULL,1345424400,'internal','nist','t/U000003.fnb',NULL,NULL,'sealed',1,2,2,NULL);
INSERT INTO delivery VALUES(4,'sm3:2f64dfba19ee833a6e0fdc056c0f6306fbd44fdcb807ad8d6e6d7690170d4692','2f64dfba19ee833a',2841,1345510800,'accepted',0,'fd2b5dc5-8893-4bcd-8897-7b6e58d2e69c','U000004','report','initial',1,NULL,1345424400,'internal','sm','t/U000004.fnb',NULL,NULL,'sealed',1,3,3,NULL);
INSERT INTO delivery VALUES(5,'sha256:05b33a727865c6cb22bdf418cffcd02bc76c077d73709035c40e9c156da1f412','05b33a727865c6cb',3114,1345510800,'accepted',0,'9e381f1b-0337-4567-b36c-a5a34950faf3','U000005','report','correction',2,'sha256:47fde62b5daa75e4c3571f619d9ece59ba7d7ad6176005bda6ce26f1f06e9164',1345424400,'internal','nist','t/U000005-corrected.fnb',NULL,NULL,'sealed',1,4,6,NULL);
INSERT INTO delivery VALUES(6,'sha256:8d3326b95a8ac95a41d6cb38be4038bd33f7812fa083b8de9e85f68d7c0b8a9e','8d3326b95a8ac95a',3114,1345510800,'conflict',0,'1daa8e12-0a73-4425-892d-d08f16d908a5','U000055','report','correction',2,'sha256:1757fed920385ea81b357738108454bd9a99fe274dc2a4e6463114b63d780e91',1345424400,'internal','nist','t/U000055-corrected.fnb',NULL,NULL,'sealed',0,5,5,NULL);
CREATE TABLE finding (
  delivery INTEGER NOT NULL REFERENCES delivery(number), position INTEGER NOT NULL,
  code TEXT NOT NULL, gate TEXT NOT NULL, severity TEXT NOT NULL, document TEXT NOT NULL,
  subject TEXT NOT NULL, pointer TEXT, line INTEGER, rule TEXT,
  PRIMARY KEY (delivery, position)
) STRICT, WITHOUT ROWID;
INSERT INTO finding VALUES(1,0,'FN209','envelope','error','','',NULL,NULL,NULL);
INSERT INTO finding VALUES(2,0,'FN325','provenance','error','','1',NULL,NULL,NULL);
INSERT INTO finding VALUES(3,0,'FN801','policy','warning','','',NULL,NULL,NULL);
INSERT INTO finding VALUES(5,0,'FN853','policy','error','','47fd e62b 5daa 75e4',NULL,NULL,NULL);
INSERT INTO finding VALUES(6,0,'FN853','policy','error','','1757 fed9 2038 5ea8',NULL,NULL,NULL);
CREATE TABLE form (
  delivery INTEGER NOT NULL REFERENCES delivery(number), path TEXT NOT NULL,
  role TEXT NOT NULL, schema TEXT, json TEXT NOT NULL CHECK (json_valid(json)),
  PRIMARY KEY (delivery, path)
) STRICT;
INSERT INTO form VALUES(3,'data/form/form.json','form',NULL,'{"unit":"U000003","rows":[{"item":0,"count":93},{"item":1,"count":94},{"item":2,"count":95},{"item":3,"count":96},{"item":4,"count":0},{"item":5,"count":1},{"item":6,"count":2},{"item":7,"count":3},{"item":8,"count":4},{"item":9,"count":5},{"item":10,"count":6},{"item":11,"count":7},{"item":12,"count":8},{"item":13,"count":9},{"item":14,"count":10},{"item":15,"count":11},{"item":16,"count":12},{"item":17,"count":13},{"item":18,"count":14},{"item":19,"count":15},{"item":20,"count":16},{"item":21,"count":17},{"item":22,"count":18},{"item":23,"count":19},{"item":24,"count":20},{"item":25,"count":21},{"item":26,"count":22},{"item":27,"count":23},{"item":28,"count":24},{"item":29,"count":25},{"item":30,"count":26},{"item":31,"count":27},{"item":32,"count":28},{"item":33,"count":29},{"item":34,"count":30},{"item":35,"count":31},{"item":36,"count":32},{"item":37,"count":33},{"item":38,"count":34},{"item":39,"count":35},{"item":40,"count":36},{"item":41,"count":37},{"item":42,"count":38},{"item":43,"count":39},{"item":44,"count":40},{"item":45,"count":41},{"item":46,"count":42},{"item":47,"count":43},{"item":48,"count":44},{"item":49,"count":45},{"item":50,"count":46},{"item":51,"count":47},{"item":52,"count":48},{"item":53,"count":49},{"item":54,"count":50},{"item":55,"count":51},{"item":56,"count":52},{"item":57,"count":53},{"item":58,"count":54},{"item":59,"count":55}]}');
INSERT INTO form VALUES(4,'data/form/form.json','form',NULL,'{"unit":"U000004","rows":[{"item":0,"count":27},{"item":1,"count":28},{"item":2,"count":29},{"item":3,"count":30},{"item":4,"count":31},{"item":5,"count":32},{"item":6,"count":33},{"item":7,"count":34},{"item":8,"count":35},{"item":9,"count":36},{"item":10,"count":37},{"item":11,"count":38},{"item":12,"count":39},{"item":13,"count":40},{"item":14,"count":41},{"item":15,"count":42},{"item":16,"count":43},{"item":17,"count":44},{"item":18,"count":45},{"item":19,"count":46},{"item":20,"count":47},{"item":21,"count":48},{"item":22,"count":49},{"item":23,"count":50},{"item":24,"count":51},{"item":25,"count":52},{"item":26,"count":53},{"item":27,"count":54},{"item":28,"count":55},{"item":29,"count":56},{"item":30,"count":57},{"item":31,"count":58},{"item":32,"count":59},{"item":33,"count":60},{"item":34,"count":61},{"item":35,"count":62},{"item":36,"count":63},{"item":37,"count":64},{"item":38,"count":65},{"item":39,"count":66},{"item":40,"count":67},{"item":41,"count":68},{"item":42,"count":69},{"item":43,"count":70},{"item":44,"count":71},{"item":45,"count":72},{"item":46,"count":73},{"item":47,"count":74},{"item":48,"count":75},{"item":49,"count":76},{"item":50,"count":77},{"item":51,"count":78},{"item":52,"count":79},{"item":53,"count":80},{"item":54,"count":81},{"item":55,"count":82},{"item":56,"count":83},{"item":57,"count":84},{"item":58,"count":85},{"item":59,"count":86}]}');
INSERT INTO form VALUES(5,'data/form/form.json','form',NULL,'{"unit":"U000005","rows":[{"item":0,"count":58},{"item":1,"count":59},{"item":2,"count":60},{"item":3,"count":61},{"item":4,"count":62},{"item":5,"count":63},{"item":6,"count":64},{"item":7,"count":65},{"item":8,"count":66},{"item":9,"count":67},{"item":10,"count":68},{"item":11,"count":69},{"item":12,"count":70},{"item":13,"count":71},{"item":14,"count":72},{"item":15,"count":73},{"item":16,"count":74},{"item":17,"count":75},{"item":18,"count":76},{"item":19,"count":77},{"item":20,"count":78},{"item":21,"count":79},{"item":22,"count":80},{"item":23,"count":81},{"item":24,"count":82},{"item":25,"count":83},{"item":26,"count":84},{"item":27,"count":85},{"item":28,"count":86},{"item":29,"count":87},{"item":30,"count":88},{"item":31,"count":89},{"item":32,"count":90},{"item":33,"count":91},{"item":34,"count":92},{"item":35,"count":93},{"item":36,"count":94},{"item":37,"count":95},{"item":38,"count":96},{"item":39,"count":0},{"item":40,"count":1},{"item":41,"count":2},{"item":42,"count":3},{"item":43,"count":4},{"item":44,"count":5},{"item":45,"count":6},{"item":46,"count":7},{"item":47,"count":8},{"item":48,"count":9},{"item":49,"count":10},{"item":50,"count":11},{"item":51,"count":12},{"item":52,"count":13},{"item":53,"count":14},{"item":54,"count":15},{"item":55,"count":16},{"item":56,"count":17},{"item":57,"count":18},{"item":58,"count":19},{"item":59,"count":20}]}');
CREATE TABLE receipt (
  position INTEGER PRIMARY KEY REFERENCES ledger(position),
  delivery INTEGER NOT NULL REFERENCES delivery(number), statement BLOB NOT NULL
) STRICT;
INSERT INTO receipt VALUES(0,1,X'308209f406092a864886f70d010702a08209e5308209e1020101310c300a06082a811ccf550183113082068906092a864886f70d010701a082067a048206767b0a20202273746174656d656e74223a2022726563656970742f31222c0a20202263616d706169676e223a207b0a20202020226964223a202273696d756c617465642d32303132222c0a202020202276657273696f6e223a20312c0a2020202022646967657374223a2022736d333a39643633363530393231653062656566346231333736366435313661633339626533343536643433363231356439616231626166376564326232336463636461220a20207d2c0a20202262756e646c65223a207b0a2020202022646967657374223a2022736d333a61636466363939373933366634616634336438336330623564343766393239366536333532373861366336643738343336636261333263636434353264386266222c0a202020202273697a65223a20323834320a20207d2c0a2020227265636569766564223a2022323031322d30382d32315430313a30303a30305a222c0a2020226c617465223a2066616c73652c0a2020226465636973696f6e223a2022756e7265616461626c65222c0a20202266696e64696e6773223a205b0a202020207b0a20202020202022636f6465223a2022464e323039222c0a202020202020227365766572697479223a20226572726f72222c0a202020202020226d657373616765223a207b0a2020202020202020227a68223a2022e68aa5e98081e58c85e5b7b2e68d9fe59d8fe68896e8a2abe694b9e58aa8efbc8ce697a0e6b395e8a7a3e5af86e38082222c0a202020202020202022656e223a20225468652062756e646c652069732064616d61676564206f7220686173206265656e20616c746572656420616e642063616e6e6f74206265206f70656e65642e220a2020202020207d2c0a2020202020202272656d656479223a207b0a2020202020202020227a68223a2022e794a8e2809c66656e676e6920696e737065637420e68aa5e98081e58c85e2809de69fa5e79c8be79fade7a081efbc8ce794b5e8af9de4b88ee68aa5e98081e58d95e4bd8de6a0b8e5afb9efbc9ae79fade7a081e4b88de5908ce79a84efbc8ce4bb8ee4bb8be8b4a8e9878de696b0e68bb7e8b49defbc9be79fade7a081e79bb8e5908ce79a84efbc8ce8afb7e5afb9e696b9e9878de696b0e5b081e8a385e68aa5e98081e38082222c0a202020202020202022656e223a202252756e202766656e676e6920696e73706563742046494c452720616e6420636f6d70617265207468652073686f727420636f64652077697468207468652073656e6465722062792074656c6570686f6e653a20696620697420646966666572732c20636f707920616761696e2066726f6d20746865206d656469756d3b206966206974206973207468652073616d652c2061736b20666f722061206e65776c79207365616c65642062756e646c652e220a2020202020207d0a202020207d0a20205d2c0a2020226c6564676572223a207b0a2020202022696e646578223a20302c0a202020202273697a65223a20312c0a20202020226c656166223a20227b5c226c6561665c223a5c226465636973696f6e2f315c222c5c22696e6465785c223a302c5c2274696d655c223a5c22323031322d30382d32315430313a30303a30305a5c222c5c2262756e646c655c223a5c22736d333a616364663639393739333666346166343364383363306235643437663932393665363335323738613663366437383433366362613332636364343532643862665c222c5c2273697a655c223a323834322c5c2263616d706169676e5c223a5c22736d333a396436333635303932316530626565663462313337363664353136616333396265333435366434333632313564396162316261663765643262323364636364615c222c5c226465636973696f6e5c223a5c22756e7265616461626c655c222c5c226c6174655c223a66616c73652c5c22636f6465735c223a5b5c22464e3230395c225d2c5c227265636f72645c223a5c227368613235363a323335656566323238383034386264623533353134376237323539616535653734373738306432313665383834383839613465643062373833303337623539615c227d222c0a202020202270617468223a205b5d2c0a2020202022726f6f74223a20227368613235363a36353361666330333238376530653836653634376537343062393236346330653735366533383961663161373139323635643431373463326537643561386464220a20207d2c0a20202270726f6475636572223a202266656e676e6920302e312e30220a7d0aa08201b3308201af30820155a003020102020102300a06082a811ccf55018375301f310b300906035504061302434e3110300e06035504030c07526f6f7420736d301e170d3132303130313030303030305a170d3134303130313030303030305a3041310b300906035504061302434e3110300e060355040b0c077369676e696e67310f300d06035504610c0643454e545245310f300d06035504030c0643656e7472653059301306072a8648ce3d020106082a811ccf5501822d0342000483c5c73f772aaabf614dcdb2da552d670f0e5f91bfe7b541d63312c0b2f8d78b2dc2c14bac73ef11a41bab1c957125f06afe06e554116b443ced39ac7ca8f970a360305e300c0603551d130101ff04023000300e0603551d0f0101ff0404030206c0301d0603551d0e04160414c5b0a124f41c93789b1eed1aac412fedeaf0ab82301f0603551d23041830168014574292b81e1cabb6334ada2925725165f5a1a618300a06082a811ccf550183750348003045022100829b669e2e04760f80050253a27ef4adec4ea6e01e62676c90a4e52f2406c7eb02201c501bace20503170b2850e8c35df53ce525406d40f21b040905a83b917201eb31820188308201840201013024301f310b300906035504061302434e3110300e06035504030c07526f6f7420736d020102300a06082a811ccf55018311a081f7301806092a864886f70d010903310b06092a864886f70d010701301c06092a864886f70d010905310f170d3132303832313031303030305a301e060b2a864886f70d0109100210310f300d060b2a864886f70d0109100602302706092a864886f70d010934311a3018300a06082a811ccf55018311a10a06082a811ccf55018375302f06092a864886f70d010904312204203b8c610862c9da86e4c7a6daa159d49f0c5e168312354c81cb90a1d9c422d0f23043060b2a864886f70d010910022f313430323030302e300a06082a811ccf550183110420b4dff3e7417cd3ba60184d335cee0f272c660ee921e3869472c5f126b2497c81300a06082a811ccf5501837504473045022100f0a8a5dbd1583bc54f6bf1a534af67b1a9fd1b3bda484cf5702f33e436e4aefb02204656398fdda8530453bd029bc7a1c1546d560295e0ad3a52ad69324c743a1845');
INSERT INTO receipt VALUES(1,2,X'30820a5f06092a864886f70d010702a0820a5030820a4c020101310c300a06082a811ccf55018311308206f306092a864886f70d010701a08206e4048206e07b0a20202273746174656d656e74223a2022726563656970742f31222c0a20202263616d706169676e223a207b0a20202020226964223a202273696d756c617465642d32303132222c0a202020202276657273696f6e223a20312c0a2020202022646967657374223a2022736d333a39643633363530393231653062656566346231333736366435313661633339626533343536643433363231356439616231626166376564326232336463636461220a20207d2c0a20202262756e646c65223a207b0a2020202022646967657374223a2022736d333a38393133396130343936326633383438663038316561376136353336303036616335346437353733623239643639363265383366356438646461323962386561222c0a202020202273697a65223a20323834310a20207d2c0a2020227265636569766564223a2022323031322d30382d32315430313a30303a30305a222c0a2020226c617465223a2066616c73652c0a2020226465636973696f6e223a202272656675736564222c0a20202266696e64696e6773223a205b0a202020207b0a20202020202022636f6465223a2022464e333235222c0a202020202020227365766572697479223a20226572726f72222c0a202020202020226d657373616765223a207b0a2020202020202020227a68223a2022e68aa5e98081e58c85e4be9de68daee79a84e698afe6a380e69fa5e8a18ce58aa8e58c85e79a84e58fa6e4b880e4b8aae78988e69cace38082222c0a202020202020202022656e223a20225468652062756e646c6520776173206d616465207769746820616e6f746865722076657273696f6e206f66207468652063616d706169676e207061636b6167652e220a2020202020207d2c0a2020202020202272656d656479223a207b0a2020202020202020227a68223a2022e794a8e2809c66656e676e692063616d706169676e2073686f7720e6a380e69fa5e8a18ce58aa8e58c85e2809de69fa5e79c8be78988e69cacefbc9be68aa5e98081e58d95e4bd8de794a8e4ba86e697a7e78988e79a84efbc8ce8afb7e585b6e68da2e794a8e696b0e78988e9878de696b0e7adbee5908de38081e5b081e8a385efbc8ce4b8ade5bf83e794a8e4ba86e697a7e78988e79a84efbc8ce694b9e794a8e696b0e78988e5868de6a0a1e9aa8ce38082222c0a202020202020202022656e223a2022536565207468652076657273696f6e2077697468202766656e676e692063616d706169676e2073686f772046494c45273b206966207468652073656e646572207573656420616e206f6c64206f6e652c2061736b20666f722061206e6577207369676e617475726520616e64207365616c207769746820746865206e65776573742c206966207468652063656e747265206469642c2076657269667920616761696e207769746820746865206e65776573742e220a2020202020207d0a202020207d0a20205d2c0a2020226c6564676572223a207b0a2020202022696e646578223a20312c0a202020202273697a65223a20322c0a20202020226c656166223a20227b5c226c6561665c223a5c226465636973696f6e2f315c222c5c22696e6465785c223a312c5c2274696d655c223a5c22323031322d30382d32315430313a30303a30305a5c222c5c2262756e646c655c223a5c22736d333a383931333961303439363266333834386630383165613761363533363030366163353464373537336232396436393632653833663564386464613239623865615c222c5c2273697a655c223a323834312c5c2263616d706169676e5c223a5c22736d333a396436333635303932316530626565663462313337363664353136616333396265333435366434333632313564396162316261663765643262323364636364615c222c5c226465636973696f6e5c223a5c22726566757365645c222c5c226c6174655c223a66616c73652c5c22636f6465735c223a5b5c22464e3332355c225d2c5c227265636f72645c223a5c227368613235363a386134366365366437636138313238616430303638666365656134353833396661363766303739363231363262316663626361613239623739613563663562325c227d222c0a202020202270617468223a205b0a202020202020227368613235363a36353361666330333238376530653836653634376537343062393236346330653735366533383961663161373139323635643431373463326537643561386464220a202020205d2c0a2020202022726f6f74223a20227368613235363a31323438363165356538636665656461623738663230383635306436643965363664373061363466303232623138333461633163393961626330353036326230220a20207d2c0a20202270726f6475636572223a202266656e676e6920302e312e30220a7d0aa08201b3308201af30820155a003020102020102300a06082a811ccf55018375301f310b300906035504061302434e3110300e06035504030c07526f6f7420736d301e170d3132303130313030303030305a170d3134303130313030303030305a3041310b300906035504061302434e3110300e060355040b0c077369676e696e67310f300d06035504610c0643454e545245310f300d06035504030c0643656e7472653059301306072a8648ce3d020106082a811ccf5501822d0342000483c5c73f772aaabf614dcdb2da552d670f0e5f91bfe7b541d63312c0b2f8d78b2dc2c14bac73ef11a41bab1c957125f06afe06e554116b443ced39ac7ca8f970a360305e300c0603551d130101ff04023000300e0603551d0f0101ff0404030206c0301d0603551d0e04160414c5b0a124f41c93789b1eed1aac412fedeaf0ab82301f0603551d23041830168014574292b81e1cabb6334ada2925725165f5a1a618300a06082a811ccf550183750348003045022100829b669e2e04760f80050253a27ef4adec4ea6e01e62676c90a4e52f2406c7eb02201c501bace20503170b2850e8c35df53ce525406d40f21b040905a83b917201eb31820189308201850201013024301f310b300906035504061302434e3110300e06035504030c07526f6f7420736d020102300a06082a811ccf55018311a081f7301806092a864886f70d010903310b06092a864886f70d010701301c06092a864886f70d010905310f170d3132303832313031303030305a301e060b2a864886f70d0109100210310f300d060b2a864886f70d0109100602302706092a864886f70d010934311a3018300a06082a811ccf55018311a10a06082a811ccf55018375302f06092a864886f70d0109043122042073dbef8a3275a8be6f02ab64f8a44440f4a3a207dcacf34b8d5046a8c297dccb3043060b2a864886f70d010910022f313430323030302e300a06082a811ccf550183110420b4dff3e7417cd3ba60184d335cee0f272c660ee921e3869472c5f126b2497c81300a06082a811ccf5501837504483046022100bc8cba99aab692c5aad760a60ca29ba983a8b8dab29d7a64009d4abd2fc6629e022100c8a4b7e9e6964224b60a1ac8345f1567ce7a91d2c897f0a6b95e641bedf1f4a3');
INSERT INTO receipt VALUES(2,3,X'30820b4e06092a864886f70d010702a0820b3f30820b3b020101310c300a06082a811ccf55018311308207e306092a864886f70d010701a08207d4048207d07b0a20202273746174656d656e74223a2022726563656970742f31222c0a20202263616d706169676e223a207b0a20202020226964223a202273696d756c617465642d32303132222c0a202020202276657273696f6e223a20312c0a2020202022646967657374223a2022736d333a39643633363530393231653062656566346231333736366435313661633339626533343536643433363231356439616231626166376564326232336463636461220a20207d2c0a20202262756e646c65223a207b0a2020202022646967657374223a20227368613235363a65646433346332343131633539343666346438633963356331343737653365623634396632373661323634316261393162383937346162396131333266633161222c0a202020202273697a65223a20323835380a20207d2c0a2020227265636569766564223a2022323031322d30382d32315430313a30303a30305a222c0a2020226c617465223a20747275652c0a2020226465636973696f6e223a202261636365707465642d776974682d7761726e696e6773222c0a2020227375626d697373696f6e223a207b0a202020202273656e646572223a202255303030303033222c0a20202020227375626d697373696f6e223a20226561726c79222c0a20202020226964223a202234613965313864622d356432312d346335392d383239312d346131323834646339333333222c0a20202020226b696e64223a2022696e697469616c222c0a20202020227265766973696f6e223a20310a20207d2c0a20202266696e64696e6773223a205b0a202020207b0a20202020202022636f6465223a2022464e383031222c0a202020202020227365766572697479223a20227761726e696e67222c0a202020202020226d657373616765223a207b0a2020202020202020227a68223a2022e68aa5e98081e6999ae4ba8ee688aae6ada2e697b6e997b4efbc8ce5b7b2e6a087e8aeb0e4b8bae8bf9fe68aa5e38082222c0a202020202020202022656e223a2022546865207375626d697373696f6e206973206c61746572207468616e2074686520646561646c696e6520616e64206973206d61726b6564206173206c6174652e220a2020202020207d2c0a2020202020202272656d656479223a207b0a2020202020202020227a68223a2022e8bf9fe68aa5e58faae4bd9ce6a087e8aeb0efbc8ce785a7e5b8b8e694b6e4bbb6efbc8ce4b88de5bf85e9878de696b0e5b081e8a385efbc9be8afb7e68aa5e98081e58d95e4bd8de5b0bde5bfabe98081e8bebeefbc8ce5b9b6e68c89e9809ae79fa5e8a681e6b182e8afb4e6988ee58e9fe59ba0e38082222c0a202020202020202022656e223a20224c6174656e657373206973206f6e6c792061206d61726b3a207468652062756e646c652069732074616b656e20617320697420697320616e64206e656564206e6f74206265207365616c656420616761696e3b2074686520756e69742073686f756c642064656c6976657220697420736f6f6e20616e6420676976652074686520726561736f6e20617320746865206e6f746963652061736b732e220a2020202020207d0a202020207d0a20205d2c0a2020226c6564676572223a207b0a2020202022696e646578223a20322c0a202020202273697a65223a20332c0a20202020226c656166223a20227b5c226c6561665c223a5c226465636973696f6e2f315c222c5c22696e6465785c223a322c5c2274696d655c223a5c22323031322d30382d32315430313a30303a30305a5c222c5c2262756e646c655c223a5c227368613235363a656464333463323431316335393436663464386339633563313437376533656236343966323736613236343162613931623839373461623961313332666331615c222c5c2273697a655c223a323835382c5c2263616d706169676e5c223a5c22736d333a396436333635303932316530626565663462313337363664353136616333396265333435366434333632313564396162316261663765643262323364636364615c222c5c226465636973696f6e5c223a5c2261636365707465642d776974682d7761726e696e67735c222c5c226c6174655c223a747275652c5c2273656e6465725c223a5c22553030303030335c222c5c227375626d697373696f6e5c223a5c226561726c795c222c5c2269645c223a5c2234613965313864622d356432312d346335392d383239312d3461313238346463393333335c222c5c226b696e645c223a5c22696e697469616c5c222c5c227265766973696f6e5c223a312c5c22636f6465735c223a5b5c22464e3830315c225d2c5c227265636f72645c223a5c227368613235363a613361343533653732363830623965353739313161366432376266333932666238613462313634353637626437373837663132393230663061626138333365395c227d222c0a202020202270617468223a205b0a202020202020227368613235363a31323438363165356538636665656461623738663230383635306436643965363664373061363466303232623138333461633163393961626330353036326230220a202020205d2c0a2020202022726f6f74223a20227368613235363a31646539366633626333323633373562393365306665386161343934373037636337393263313732663965346137316236303735366532363237633339366331220a20207d2c0a20202270726f6475636572223a202266656e676e6920302e312e30220a7d0aa08201b3308201af30820155a003020102020102300a06082a811ccf55018375301f310b300906035504061302434e3110300e06035504030c07526f6f7420736d301e170d3132303130313030303030305a170d3134303130313030303030305a3041310b300906035504061302434e3110300e060355040b0c077369676e696e67310f300d06035504610c0643454e545245310f300d06035504030c0643656e7472653059301306072a8648ce3d020106082a811ccf5501822d0342000483c5c73f772aaabf614dcdb2da552d670f0e5f91bfe7b541d63312c0b2f8d78b2dc2c14bac73ef11a41bab1c957125f06afe06e554116b443ced39ac7ca8f970a360305e300c0603551d130101ff04023000300e0603551d0f0101ff0404030206c0301d0603551d0e04160414c5b0a124f41c93789b1eed1aac412fedeaf0ab82301f0603551d23041830168014574292b81e1cabb6334ada2925725165f5a1a618300a06082a811ccf550183750348003045022100829b669e2e04760f80050253a27ef4adec4ea6e01e62676c90a4e52f2406c7eb02201c501bace20503170b2850e8c35df53ce525406d40f21b040905a83b917201eb31820188308201840201013024301f310b300906035504061302434e3110300e06035504030c07526f6f7420736d020102300a06082a811ccf55018311a081f7301806092a864886f70d010903310b06092a864886f70d010701301c06092a864886f70d010905310f170d3132303832313031303030305a301e060b2a864886f70d0109100210310f300d060b2a864886f70d0109100602302706092a864886f70d010934311a3018300a06082a811ccf55018311a10a06082a811ccf55018375302f06092a864886f70d01090431220420116da07217e312bc7d085da85d367ba08da57a8c320acae1cfaa2075cb91d04a3043060b2a864886f70d010910022f313430323030302e300a06082a811ccf550183110420b4dff3e7417cd3ba60184d335cee0f272c660ee921e3869472c5f126b2497c81300a06082a811ccf55018375044730450221008674af14c0f457b356237d570547edfdb0d7062f9dc0733fe72d3d0eaa189ec50220210c43627945568a7770dedbc213d3f63059f76f09b806557a0736a42a982202');
INSERT INTO receipt VALUES(3,4,X'3082092a06092a864886f70d010702a082091b30820917020101310c300a06082a811ccf55018311308205be06092a864886f70d010701a08205af048205ab7b0a20202273746174656d656e74223a2022726563656970742f31222c0a20202263616d706169676e223a207b0a20202020226964223a202273696d756c617465642d32303132222c0a202020202276657273696f6e223a20312c0a2020202022646967657374223a2022736d333a39643633363530393231653062656566346231333736366435313661633339626533343536643433363231356439616231626166376564326232336463636461220a20207d2c0a20202262756e646c65223a207b0a2020202022646967657374223a2022736d333a32663634646662613139656538333361366530666463303536633066363330366662643434666463623830376164386436653664373639303137306434363932222c0a202020202273697a65223a20323834310a20207d2c0a2020227265636569766564223a2022323031322d30382d32315430313a30303a30305a222c0a2020226c617465223a2066616c73652c0a2020226465636973696f6e223a20226163636570746564222c0a2020227375626d697373696f6e223a207b0a202020202273656e646572223a202255303030303034222c0a20202020227375626d697373696f6e223a20227265706f7274222c0a20202020226964223a202266643262356463352d383839332d346263642d383839372d376236653538643265363963222c0a20202020226b696e64223a2022696e697469616c222c0a20202020227265766973696f6e223a20310a20207d2c0a20202266696e64696e6773223a205b5d2c0a2020226c6564676572223a207b0a2020202022696e646578223a20332c0a202020202273697a65223a20342c0a20202020226c656166223a20227b5c226c6561665c223a5c226465636973696f6e2f315c222c5c22696e6465785c223a332c5c2274696d655c223a5c22323031322d30382d32315430313a30303a30305a5c222c5c2262756e646c655c223a5c22736d333a326636346466626131396565383333613665306664633035366330663633303666626434346664636238303761643864366536643736393031373064343639325c222c5c2273697a655c223a323834312c5c2263616d706169676e5c223a5c22736d333a396436333635303932316530626565663462313337363664353136616333396265333435366434333632313564396162316261663765643262323364636364615c222c5c226465636973696f6e5c223a5c2261636365707465645c222c5c226c6174655c223a66616c73652c5c2273656e6465725c223a5c22553030303030345c222c5c227375626d697373696f6e5c223a5c227265706f72745c222c5c2269645c223a5c2266643262356463352d383839332d346263642d383839372d3762366535386432653639635c222c5c226b696e645c223a5c22696e697469616c5c222c5c227265766973696f6e5c223a312c5c227265636f72645c223a5c227368613235363a346132666265666535343832386235633861353732383539666132386432633432386330363839363331626137663835313635376431656339613837356235365c227d222c0a202020202270617468223a205b0a202020202020227368613235363a38333633363064623137663135636631306466313938386333376366653065373535646631303264623035316532646632316666333330666230393464313964222c0a202020202020227368613235363a31323438363165356538636665656461623738663230383635306436643965363664373061363466303232623138333461633163393961626330353036326230220a202020205d2c0a2020202022726f6f74223a20227368613235363a31323033613737623863373736653436313033343064363036303534393231663732653561643733316464343663653132626332326261643464616230613834220a20207d2c0a20202270726f6475636572223a202266656e676e6920302e312e30220a7d0aa08201b3308201af30820155a003020102020102300a06082a811ccf55018375301f310b300906035504061302434e3110300e06035504030c07526f6f7420736d301e170d3132303130313030303030305a170d3134303130313030303030305a3041310b300906035504061302434e3110300e060355040b0c077369676e696e67310f300d06035504610c0643454e545245310f300d06035504030c0643656e7472653059301306072a8648ce3d020106082a811ccf5501822d0342000483c5c73f772aaabf614dcdb2da552d670f0e5f91bfe7b541d63312c0b2f8d78b2dc2c14bac73ef11a41bab1c957125f06afe06e554116b443ced39ac7ca8f970a360305e300c0603551d130101ff04023000300e0603551d0f0101ff0404030206c0301d0603551d0e04160414c5b0a124f41c93789b1eed1aac412fedeaf0ab82301f0603551d23041830168014574292b81e1cabb6334ada2925725165f5a1a618300a06082a811ccf550183750348003045022100829b669e2e04760f80050253a27ef4adec4ea6e01e62676c90a4e52f2406c7eb02201c501bace20503170b2850e8c35df53ce525406d40f21b040905a83b917201eb31820189308201850201013024301f310b300906035504061302434e3110300e06035504030c07526f6f7420736d020102300a06082a811ccf55018311a081f7301806092a864886f70d010903310b06092a864886f70d010701301c06092a864886f70d010905310f170d3132303832313031303030305a301e060b2a864886f70d0109100210310f300d060b2a864886f70d0109100602302706092a864886f70d010934311a3018300a06082a811ccf55018311a10a06082a811ccf55018375302f06092a864886f70d010904312204207a7b81783724eb8739b73da3194daaa4958df15d8a02fdf648ecd73ea747b40b3043060b2a864886f70d010910022f313430323030302e300a06082a811ccf550183110420b4dff3e7417cd3ba60184d335cee0f272c660ee921e3869472c5f126b2497c81300a06082a811ccf55018375044830460221009c31cc2e35983d763c34a481f5075b700ff20bdd2ba842f9fd3e7b965de1de73022100a3767202f840879a0a1f04272abd1722b59d2d93112c4c75941389733c8736c3');
INSERT INTO receipt VALUES(4,5,X'30820b4506092a864886f70d010702a0820b3630820b32020101310c300a06082a811ccf55018311308207d906092a864886f70d010701a08207ca048207c67b0a20202273746174656d656e74223a2022726563656970742f31222c0a20202263616d706169676e223a207b0a20202020226964223a202273696d756c617465642d32303132222c0a202020202276657273696f6e223a20312c0a2020202022646967657374223a2022736d333a39643633363530393231653062656566346231333736366435313661633339626533343536643433363231356439616231626166376564326232336463636461220a20207d2c0a20202262756e646c65223a207b0a2020202022646967657374223a20227368613235363a30356233336137323738363563366362323262646634313863666663643032626337366330373764373337303930333563343065396331353664613166343132222c0a202020202273697a65223a20333131340a20207d2c0a2020227265636569766564223a2022323031322d30382d32315430313a30303a30305a222c0a2020226c617465223a2066616c73652c0a2020226465636973696f6e223a2022636f6e666c696374222c0a2020227375626d697373696f6e223a207b0a202020202273656e646572223a202255303030303035222c0a20202020227375626d697373696f6e223a20227265706f7274222c0a20202020226964223a202239653338316631622d303333372d343536372d623336632d613561333439353066616633222c0a20202020226b696e64223a2022636f7272656374696f6e222c0a20202020227265766973696f6e223a20320a20207d2c0a20202266696e64696e6773223a205b0a202020207b0a20202020202022636f6465223a2022464e383533222c0a202020202020227365766572697479223a20226572726f72222c0a202020202020226d657373616765223a207b0a2020202020202020227a68223a2022e5ae83e68980e58f96e4bba3e79a84e68aa5e98081e58c85e4b8ade5bf83e6b2a1e69c89e694b6e588b0efbc8ce68896e88085e8bf98e6b2a1e69c89e98787e4bfa1e38082222c0a202020202020202022656e223a20225468652062756e646c652074686174206974207375706572736564657320776173206e6f742072656365697665642c206f72206973206e6f74206163636570746564207965742e220a2020202020207d2c0a2020202020202272656d656479223a207b0a2020202020202020227a68223a2022e8afb7e68aa5e98081e58d95e4bd8de8a1a5e98081e5898de4b880e4bbbde68aa5e98081e58c85efbc9be694b6e588b0e5908eefbc8ce68896e88085e5898de4b880e4bbbde7a1aee5b7b2e697a0e6b395e58f96e5be97e79a84efbc8ce794b1e4b8ade5bf83e794a8e2809c66656e676e692063656e747265207265736f6c7665e2809de8a381e5ae9ae38082222c0a202020202020202022656e223a202241736b2074686520756e697420666f72207468652062756e646c65206265666f72653b207768656e2069742068617320636f6d652c206f722063616e27742062652068616420616e79206d6f72652c206465636964652077697468202766656e676e692063656e747265207265736f6c7665272e220a2020202020207d0a202020207d0a20205d2c0a2020226c6564676572223a207b0a2020202022696e646578223a20342c0a202020202273697a65223a20352c0a20202020226c656166223a20227b5c226c6561665c223a5c226465636973696f6e2f315c222c5c22696e6465785c223a342c5c2274696d655c223a5c22323031322d30382d32315430313a30303a30305a5c222c5c2262756e646c655c223a5c227368613235363a303562333361373237383635633663623232626466343138636666636430326263373663303737643733373039303335633430653963313536646131663431325c222c5c2273697a655c223a333131342c5c2263616d706169676e5c223a5c22736d333a396436333635303932316530626565663462313337363664353136616333396265333435366434333632313564396162316261663765643262323364636364615c222c5c226465636973696f6e5c223a5c22636f6e666c6963745c222c5c226c6174655c223a66616c73652c5c2273656e6465725c223a5c22553030303030355c222c5c227375626d697373696f6e5c223a5c227265706f72745c222c5c2269645c223a5c2239653338316631622d303333372d343536372d623336632d6135613334393530666166335c222c5c226b696e645c223a5c22636f7272656374696f6e5c222c5c227265766973696f6e5c223a322c5c22636f6465735c223a5b5c22464e3835335c225d2c5c227265636f72645c223a5c227368613235363a316433343461613664626165366464376235363162373630363133633638316264346362356639383131386532383430633061633262346565316231646635365c227d222c0a202020202270617468223a205b0a202020202020227368613235363a31323033613737623863373736653436313033343064363036303534393231663732653561643733316464343663653132626332326261643464616230613834220a202020205d2c0a2020202022726f6f74223a20227368613235363a63643832623566306465663466393365623362666235373735343566303338323238373535653234616264313138313833313936343762333466306662663664220a20207d2c0a20202270726f6475636572223a202266656e676e6920302e312e30220a7d0aa08201b3308201af30820155a003020102020102300a06082a811ccf55018375301f310b300906035504061302434e3110300e06035504030c07526f6f7420736d301e170d3132303130313030303030305a170d3134303130313030303030305a3041310b300906035504061302434e3110300e060355040b0c077369676e696e67310f300d06035504610c0643454e545245310f300d06035504030c0643656e7472653059301306072a8648ce3d020106082a811ccf5501822d0342000483c5c73f772aaabf614dcdb2da552d670f0e5f91bfe7b541d63312c0b2f8d78b2dc2c14bac73ef11a41bab1c957125f06afe06e554116b443ced39ac7ca8f970a360305e300c0603551d130101ff04023000300e0603551d0f0101ff0404030206c0301d0603551d0e04160414c5b0a124f41c93789b1eed1aac412fedeaf0ab82301f0603551d23041830168014574292b81e1cabb6334ada2925725165f5a1a618300a06082a811ccf550183750348003045022100829b669e2e04760f80050253a27ef4adec4ea6e01e62676c90a4e52f2406c7eb02201c501bace20503170b2850e8c35df53ce525406d40f21b040905a83b917201eb31820189308201850201013024301f310b300906035504061302434e3110300e06035504030c07526f6f7420736d020102300a06082a811ccf55018311a081f7301806092a864886f70d010903310b06092a864886f70d010701301c06092a864886f70d010905310f170d3132303832313031303030305a301e060b2a864886f70d0109100210310f300d060b2a864886f70d0109100602302706092a864886f70d010934311a3018300a06082a811ccf55018311a10a06082a811ccf55018375302f06092a864886f70d010904312204208f14a74e5674a205cd4fa96cc3f964d8c5ca87ca7926c1c0bdb3e96a493a81d03043060b2a864886f70d010910022f313430323030302e300a06082a811ccf550183110420b4dff3e7417cd3ba60184d335cee0f272c660ee921e3869472c5f126b2497c81300a06082a811ccf5501837504483046022100e63286cb05cc42fb5b6df12b0f45e0a048286bcc047a56ba2bb8a494be3f5759022100bbb8b457fc764b5421470b2347b96a46d442a22ca7c4dcce2a02d7c3c26f4898');
INSERT INTO receipt VALUES(5,6,X'30820b9506092a864886f70d010702a0820b8630820b82020101310c300a06082a811ccf550183113082082a06092a864886f70d010701a082081b048208177b0a20202273746174656d656e74223a2022726563656970742f31222c0a20202263616d706169676e223a207b0a20202020226964223a202273696d756c617465642d32303132222c0a202020202276657273696f6e223a20312c0a2020202022646967657374223a2022736d333a39643633363530393231653062656566346231333736366435313661633339626533343536643433363231356439616231626166376564326232336463636461220a20207d2c0a20202262756e646c65223a207b0a2020202022646967657374223a20227368613235363a38643333323662393561386163393561343164366362333862653430333862643333663738313266613038336238646539653835663638643763306238613965222c0a202020202273697a65223a20333131340a20207d2c0a2020227265636569766564223a2022323031322d30382d32315430313a30303a30305a222c0a2020226c617465223a2066616c73652c0a2020226465636973696f6e223a2022636f6e666c696374222c0a2020227375626d697373696f6e223a207b0a202020202273656e646572223a202255303030303535222c0a20202020227375626d697373696f6e223a20227265706f7274222c0a20202020226964223a202231646161386531322d306137332d343432352d383932642d643038663136643930386135222c0a20202020226b696e64223a2022636f7272656374696f6e222c0a20202020227265766973696f6e223a20320a20207d2c0a20202266696e64696e6773223a205b0a202020207b0a20202020202022636f6465223a2022464e383533222c0a202020202020227365766572697479223a20226572726f72222c0a202020202020226d657373616765223a207b0a2020202020202020227a68223a2022e5ae83e68980e58f96e4bba3e79a84e68aa5e98081e58c85e4b8ade5bf83e6b2a1e69c89e694b6e588b0efbc8ce68896e88085e8bf98e6b2a1e69c89e98787e4bfa1e38082222c0a202020202020202022656e223a20225468652062756e646c652074686174206974207375706572736564657320776173206e6f742072656365697665642c206f72206973206e6f74206163636570746564207965742e220a2020202020207d2c0a2020202020202272656d656479223a207b0a2020202020202020227a68223a2022e8afb7e68aa5e98081e58d95e4bd8de8a1a5e98081e5898de4b880e4bbbde68aa5e98081e58c85efbc9be694b6e588b0e5908eefbc8ce68896e88085e5898de4b880e4bbbde7a1aee5b7b2e697a0e6b395e58f96e5be97e79a84efbc8ce794b1e4b8ade5bf83e794a8e2809c66656e676e692063656e747265207265736f6c7665e2809de8a381e5ae9ae38082222c0a202020202020202022656e223a202241736b2074686520756e697420666f72207468652062756e646c65206265666f72653b207768656e2069742068617320636f6d652c206f722063616e27742062652068616420616e79206d6f72652c206465636964652077697468202766656e676e692063656e747265207265736f6c7665272e220a2020202020207d0a202020207d0a20205d2c0a2020226c6564676572223a207b0a2020202022696e646578223a20352c0a202020202273697a65223a20362c0a20202020226c656166223a20227b5c226c6561665c223a5c226465636973696f6e2f315c222c5c22696e6465785c223a352c5c2274696d655c223a5c22323031322d30382d32315430313a30303a30305a5c222c5c2262756e646c655c223a5c227368613235363a386433333236623935613861633935613431643663623338626534303338626433336637383132666130383362386465396538356636386437633062386139655c222c5c2273697a655c223a333131342c5c2263616d706169676e5c223a5c22736d333a396436333635303932316530626565663462313337363664353136616333396265333435366434333632313564396162316261663765643262323364636364615c222c5c226465636973696f6e5c223a5c22636f6e666c6963745c222c5c226c6174655c223a66616c73652c5c2273656e6465725c223a5c22553030303035355c222c5c227375626d697373696f6e5c223a5c227265706f72745c222c5c2269645c223a5c2231646161386531322d306137332d343432352d383932642d6430386631366439303861355c222c5c226b696e645c223a5c22636f7272656374696f6e5c222c5c227265766973696f6e5c223a322c5c22636f6465735c223a5b5c22464e3835335c225d2c5c227265636f72645c223a5c227368613235363a386436383263666130383163633231633361373033623865653237323532623439323333613837303635343536383765376639323065613736636438363734655c227d222c0a202020202270617468223a205b0a202020202020227368613235363a61356362643433323662373337336630303037623737373062383434663439326632303165333030363637333366333335306431343032346561376438376666222c0a202020202020227368613235363a31323033613737623863373736653436313033343064363036303534393231663732653561643733316464343663653132626332326261643464616230613834220a202020205d2c0a2020202022726f6f74223a20227368613235363a31313631353035336465646661643831393330306130666634663963313562363139313539336332626665363036623035616266333932373564613736363937220a20207d2c0a20202270726f6475636572223a202266656e676e6920302e312e30220a7d0aa08201b3308201af30820155a003020102020102300a06082a811ccf55018375301f310b300906035504061302434e3110300e06035504030c07526f6f7420736d301e170d3132303130313030303030305a170d3134303130313030303030305a3041310b300906035504061302434e3110300e060355040b0c077369676e696e67310f300d06035504610c0643454e545245310f300d06035504030c0643656e7472653059301306072a8648ce3d020106082a811ccf5501822d0342000483c5c73f772aaabf614dcdb2da552d670f0e5f91bfe7b541d63312c0b2f8d78b2dc2c14bac73ef11a41bab1c957125f06afe06e554116b443ced39ac7ca8f970a360305e300c0603551d130101ff04023000300e0603551d0f0101ff0404030206c0301d0603551d0e04160414c5b0a124f41c93789b1eed1aac412fedeaf0ab82301f0603551d23041830168014574292b81e1cabb6334ada2925725165f5a1a618300a06082a811ccf550183750348003045022100829b669e2e04760f80050253a27ef4adec4ea6e01e62676c90a4e52f2406c7eb02201c501bace20503170b2850e8c35df53ce525406d40f21b040905a83b917201eb31820188308201840201013024301f310b300906035504061302434e3110300e06035504030c07526f6f7420736d020102300a06082a811ccf55018311a081f7301806092a864886f70d010903310b06092a864886f70d010701301c06092a864886f70d010905310f170d3132303832313031303030305a301e060b2a864886f70d0109100210310f300d060b2a864886f70d0109100602302706092a864886f70d010934311a3018300a06082a811ccf55018311a10a06082a811ccf55018375302f06092a864886f70d01090431220420bd1ef0786c647137658b8413ef2626b5d4843b828c529309f14280ca993ea1ce3043060b2a864886f70d010910022f313430323030302e300a06082a811ccf550183110420b4dff3e7417cd3ba60184d335cee0f272c660ee921e3869472c5f126b2497c81300a06082a811ccf550183750447304502203a146d25c07fd684512bfcf0df06571aab3773eb42c302cbf6f853554eee0db0022100ffd7e8cdab34a17899ee1eaf89069f902fe0b58394f3a3ce8d30c1897f9398db');
INSERT INTO receipt VALUES(6,5,X'3082092806092a864886f70d010702a082091930820915020101310c300a06082a811ccf55018311308205bd06092a864886f70d010701a08205ae048205aa7b0a20202273746174656d656e74223a2022726563656970742f31222c0a20202263616d706169676e223a207b0a20202020226964223a202273696d756c617465642d32303132222c0a202020202276657273696f6e223a20312c0a2020202022646967657374223a2022736d333a39643633363530393231653062656566346231333736366435313661633339626533343536643433363231356439616231626166376564326232336463636461220a20207d2c0a20202262756e646c65223a207b0a2020202022646967657374223a20227368613235363a30356233336137323738363563366362323262646634313863666663643032626337366330373764373337303930333563343065396331353664613166343132222c0a202020202273697a65223a20333131340a20207d2c0a2020227265636569766564223a2022323031322d30382d32315430313a30303a30305a222c0a2020226c617465223a2066616c73652c0a2020226465636973696f6e223a20226163636570746564222c0a2020227375626d697373696f6e223a207b0a202020202273656e646572223a202255303030303035222c0a20202020227375626d697373696f6e223a20227265706f7274222c0a20202020226964223a202239653338316631622d303333372d343536372d623336632d613561333439353066616633222c0a20202020226b696e64223a2022636f7272656374696f6e222c0a20202020227265766973696f6e223a20320a20207d2c0a20202266696e64696e6773223a205b5d2c0a2020226c6564676572223a207b0a2020202022696e646578223a20362c0a202020202273697a65223a20372c0a20202020226c656166223a20227b5c226c6561665c223a5c227265736f6c7574696f6e2f315c222c5c22696e6465785c223a362c5c2274696d655c223a5c22323031322d30382d32315430313a30303a30305a5c222c5c2262756e646c655c223a5c227368613235363a303562333361373237383635633663623232626466343138636666636430326263373663303737643733373039303335633430653963313536646131663431325c222c5c2273697a655c223a333131342c5c2263616d706169676e5c223a5c22736d333a396436333635303932316530626565663462313337363664353136616333396265333435366434333632313564396162316261663765643262323364636364615c222c5c226465636973696f6e5c223a5c2261636365707465645c222c5c2273656e6465725c223a5c22553030303030355c222c5c227375626d697373696f6e5c223a5c227265706f72745c222c5c2269645c223a5c2239653338316631622d303333372d343536372d623336632d6135613334393530666166335c222c5c226b696e645c223a5c22636f7272656374696f6e5c222c5c227265766973696f6e5c223a322c5c227265636f72645c223a5c227368613235363a303232383033633431386163353532303337383464376565313062646365643632393837623161353166656136333861306239653862616532643466353834655c227d222c0a202020202270617468223a205b0a202020202020227368613235363a39323061363562643761393061373636636538363336613230326164653464366430646164633765613765393163353030363036316165356236326564376139222c0a202020202020227368613235363a31323033613737623863373736653436313033343064363036303534393231663732653561643733316464343663653132626332326261643464616230613834220a202020205d2c0a2020202022726f6f74223a20227368613235363a33653237356366363938396666383063323035656633363132356437626561623431633863353162623235343666323663396233623634396566653334393637220a20207d2c0a20202270726f6475636572223a202266656e676e6920302e312e30220a7d0aa08201b3308201af30820155a003020102020102300a06082a811ccf55018375301f310b300906035504061302434e3110300e06035504030c07526f6f7420736d301e170d3132303130313030303030305a170d3134303130313030303030305a3041310b300906035504061302434e3110300e060355040b0c077369676e696e67310f300d06035504610c0643454e545245310f300d06035504030c0643656e7472653059301306072a8648ce3d020106082a811ccf5501822d0342000483c5c73f772aaabf614dcdb2da552d670f0e5f91bfe7b541d63312c0b2f8d78b2dc2c14bac73ef11a41bab1c957125f06afe06e554116b443ced39ac7ca8f970a360305e300c0603551d130101ff04023000300e0603551d0f0101ff0404030206c0301d0603551d0e04160414c5b0a124f41c93789b1eed1aac412fedeaf0ab82301f0603551d23041830168014574292b81e1cabb6334ada2925725165f5a1a618300a06082a811ccf550183750348003045022100829b669e2e04760f80050253a27ef4adec4ea6e01e62676c90a4e52f2406c7eb02201c501bace20503170b2850e8c35df53ce525406d40f21b040905a83b917201eb31820188308201840201013024301f310b300906035504061302434e3110300e06035504030c07526f6f7420736d020102300a06082a811ccf55018311a081f7301806092a864886f70d010903310b06092a864886f70d010701301c06092a864886f70d010905310f170d3132303832313031303030305a301e060b2a864886f70d0109100210310f300d060b2a864886f70d0109100602302706092a864886f70d010934311a3018300a06082a811ccf55018311a10a06082a811ccf55018375302f06092a864886f70d010904312204204a663176e6a971b0075398712c7ee7c4d7957bd17cb0a81d563b6fdf68be27263043060b2a864886f70d010910022f313430323030302e300a06082a811ccf550183110420b4dff3e7417cd3ba60184d335cee0f272c660ee921e3869472c5f126b2497c81300a06082a811ccf5501837504473045022100edd9f3b4ad8904761e000d60d027e56f8cd31ce6230ed3dab16eb9260b4d4fa1022004c139977c5ba031dc2d0fdf7fac62211f8bf5ea3117792740be1ec404974bce');
CREATE TABLE volume_set (
  number INTEGER PRIMARY KEY,
  digest TEXT NOT NULL, short_code TEXT NOT NULL, size INTEGER NOT NULL,
  data_columns INTEGER NOT NULL, recovery_columns INTEGER NOT NULL,
  frame_size INTEGER NOT NULL, frames_per_volume INTEGER NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('incomplete','sufficient','contradictory','delivered')),
  volumes INTEGER NOT NULL, volumes_here INTEGER NOT NULL,
  missing TEXT NOT NULL CHECK (json_valid(missing)),
  send_again TEXT NOT NULL CHECK (json_valid(send_again)), send_any INTEGER,
  since INTEGER NOT NULL, latest INTEGER NOT NULL,
  delivery INTEGER REFERENCES delivery(number),
  CHECK ((state = 'delivered') = (delivery IS NOT NULL)),
  UNIQUE (digest, size, data_columns, recovery_columns, frame_size, frames_per_volume)
) STRICT;
CREATE TABLE part (
  number INTEGER PRIMARY KEY,
  volume_set INTEGER NOT NULL REFERENCES volume_set(number),
  digest TEXT NOT NULL, size INTEGER NOT NULL, frames INTEGER NOT NULL,
  volumes TEXT NOT NULL CHECK (json_valid(volumes)),
  received INTEGER NOT NULL, source TEXT NOT NULL,
  frame_index BLOB NOT NULL CHECK (length(frame_index) = 12 * frames),
  UNIQUE (volume_set, digest)
) STRICT;
CREATE TABLE slip (
  number INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE, slip_no TEXT NOT NULL, short_code TEXT NOT NULL,
  bundle_id TEXT NOT NULL, mark TEXT NOT NULL, copies INTEGER NOT NULL,
  delivered_unit TEXT NOT NULL, delivered_by TEXT NOT NULL, delivered_at TEXT NOT NULL,
  received_by TEXT, received_at TEXT,
  stored INTEGER NOT NULL, source TEXT NOT NULL, json TEXT NOT NULL CHECK (json_valid(json))
) STRICT;
CREATE TABLE notice (
  no TEXT PRIMARY KEY, unit TEXT NOT NULL REFERENCES unit(id),
  kind TEXT NOT NULL CHECK (kind IN ('rectification','spot-check-feedback')),
  issued TEXT NOT NULL, due TEXT, due_time INTEGER,
  bundle_id TEXT NOT NULL UNIQUE, digest TEXT NOT NULL UNIQUE, short_code TEXT NOT NULL,
  size INTEGER NOT NULL, contents TEXT NOT NULL, arriving TEXT,
  position INTEGER NOT NULL UNIQUE REFERENCES ledger(position),
  CHECK ((due IS NULL) = (due_time IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE notice_finding (
  notice TEXT NOT NULL REFERENCES notice(no), id TEXT NOT NULL, place INTEGER NOT NULL,
  area TEXT NOT NULL, severity TEXT NOT NULL, due TEXT, due_time INTEGER,
  PRIMARY KEY (notice, id), CHECK ((due IS NULL) = (due_time IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE notice_answer (
  notice TEXT NOT NULL, finding TEXT NOT NULL,
  delivery INTEGER NOT NULL REFERENCES delivery(number), status TEXT NOT NULL,
  PRIMARY KEY (notice, finding, delivery),
  FOREIGN KEY (notice, finding) REFERENCES notice_finding(notice, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE form_column (
  view TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
  role TEXT NOT NULL, field TEXT NOT NULL, zh TEXT, en TEXT,
  PRIMARY KEY (view, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE campaign_version (
  digest TEXT PRIMARY KEY, version INTEGER NOT NULL UNIQUE, adopted INTEGER,
  position INTEGER REFERENCES ledger(position)
) STRICT, WITHOUT ROWID;
INSERT INTO campaign_version VALUES('sm3:9d63650921e0beef4b13766d516ac39be3456d436215d9ab1baf7ed2b23dccda',1,NULL,NULL);
CREATE INDEX delivery_unit ON delivery(unit, submission);
CREATE INDEX delivery_bundle ON delivery(bundle_id);
CREATE INDEX delivery_short ON delivery(short_code);
CREATE INDEX delivery_arriving ON delivery(number) WHERE arriving IS NOT NULL;
CREATE INDEX finding_code ON finding(code);
CREATE INDEX receipt_delivery ON receipt(delivery);
CREATE VIEW current AS
  SELECT d.* FROM delivery d
  WHERE d.decision IN ('accepted','accepted-with-warnings') AND d.superseded_by IS NULL;
CREATE VIEW state AS
  SELECT e.unit, u.name, u.division, substr(u.division, 1, 4) || '00' AS prefecture,
    u.class, u.reports_to, e.submission, e.deadline,
    CASE
      WHEN c.number IS NOT NULL AND c.kind <> 'withdrawal' THEN 'accepted'
      WHEN EXISTS (SELECT 1 FROM delivery d WHERE d.unit = e.unit
        AND d.submission = e.submission AND d.decision IN ('indeterminate','conflict'))
        THEN 'held'
      WHEN EXISTS (SELECT 1 FROM delivery d WHERE d.unit = e.unit
        AND d.submission = e.submission AND d.decision = 'returned')
        THEN 'returned'
      ELSE 'missing'
    END AS state,
    coalesce((SELECT min(d.late) FROM delivery d WHERE d.unit = e.unit
      AND d.submission = e.submission AND d.kind <> 'withdrawal'
      AND d.decision IN ('accepted','accepted-with-warnings')), 0) AS late, c.received, c.short_code, c.revision, c.decision,
    c.number AS delivery, u.position
  FROM expected e JOIN unit u ON u.id = e.unit
  LEFT JOIN current c ON c.unit = e.unit AND c.submission = e.submission;
CREATE VIEW form_value AS
  SELECT f.delivery, d.unit, u.name, u.division, u.class, d.submission, f.role, f.path,
    t.fullkey AS field, t.type, t.atom AS value
  FROM form f JOIN delivery d ON d.number = f.delivery AND d.effective = 1
    JOIN unit u ON u.id = d.unit, json_tree(f.json) t
  WHERE t.atom IS NOT NULL;
CREATE INDEX volume_set_waiting ON volume_set(short_code) WHERE delivery IS NULL;
CREATE INDEX slip_short ON slip(short_code);
CREATE VIEW handover AS
  SELECT s.number AS slip, s.slip_no, s.short_code, s.bundle_id, s.mark, s.copies,
    s.delivered_unit, s.delivered_by, s.delivered_at, s.received_by, s.received_at, s.stored,
    d.number AS delivery, d.unit, d.submission, d.decision, d.received,
    CASE WHEN d.bundle_id IS NULL THEN NULL ELSE d.bundle_id = s.bundle_id END AS same_id,
    CASE WHEN d.mark IS NULL THEN NULL ELSE d.mark = s.mark END AS same_mark
  FROM slip s LEFT JOIN delivery d ON d.short_code = s.short_code;
CREATE INDEX notice_unit ON notice(unit);
CREATE INDEX notice_answer_delivery ON notice_answer(delivery);
CREATE VIEW notice_finding_state AS
  SELECT f.notice, n.unit, f.id, f.place, f.area, f.severity, f.due, f.due_time, a.status,
    a.delivery, a.received AS answered
  FROM notice_finding f JOIN notice n ON n.no = f.notice
  LEFT JOIN (
    SELECT a.*, d.received FROM notice_answer a
    JOIN delivery d ON d.number = a.delivery AND d.effective = 1
  ) a ON a.notice = f.notice AND a.finding = f.id;
CREATE VIEW notice_state AS
  SELECT s.*,
    CASE
      WHEN s.answered = s.findings THEN 'answered'
      WHEN s.open_due_time < CAST(strftime('%s','now') AS INTEGER) THEN 'overdue'
      ELSE 'open'
    END AS state
  FROM (
    SELECT n.no, n.unit, u.name, u.division, n.kind, n.issued, n.due, n.short_code, n.digest,
      n.position, count(f.id) AS findings, count(f.delivery) AS answered,
      count(CASE WHEN f.status = 'done' THEN 1 END) AS done,
      min(CASE WHEN f.delivery IS NULL THEN f.due_time END) AS open_due_time,
      max(f.answered) AS last_answer, coalesce(max(f.answered > f.due_time), 0) AS late
    FROM notice n JOIN unit u ON u.id = n.unit
    LEFT JOIN notice_finding_state f ON f.notice = n.no
    GROUP BY n.no
  ) s;
CREATE VIEW counted_form AS
  SELECT f.delivery, f.path, f.role, f.schema, f.json, d.unit, d.submission, d.revision,
    d.position
  FROM form f JOIN delivery d ON d.number = f.delivery AND d.effective = 1
  WHERE d.unit IS NOT NULL;
CREATE VIEW newest_form AS
  SELECT c.* FROM counted_form c
  WHERE c.position = (
    SELECT max(x.position) FROM counted_form x WHERE x.unit = c.unit AND x.role = c.role);
CREATE VIEW region AS
  WITH RECURSIVE up(unit, at, depth) AS (
    SELECT id, id, 0 FROM unit
    UNION ALL
    SELECT up.unit, u.reports_to, up.depth + 1 FROM up JOIN unit u ON u.id = up.at
    WHERE u.class IN ('county','institution') AND u.reports_to IS NOT NULL AND up.depth < 8
  ), top AS (
    SELECT up.unit, u.id, u.name, u.class, u.division FROM up JOIN unit u ON u.id = up.at
    WHERE u.class IN ('prefecture','direct-county')
  )
  SELECT u.id AS unit,
    CASE WHEN u.class IN ('province','province-direct') THEN substr(u.division, 1, 2) || '0000'
      ELSE coalesce(t.division, substr(u.division, 1, 4) || '00') END AS region,
    t.name AS region_name
  FROM unit u LEFT JOIN top t ON t.unit = u.id;
CREATE VIEW product_stated AS
  WITH pair(kind, category, domestic, abroad, total) AS (VALUES
    ('server','hardware','$.products.server.domestic','$.products.server.foreign','$.products.server.total'),
    ('router','hardware','$.products.router.domestic','$.products.router.foreign','$.products.router.total'),
    ('switch','hardware','$.products.switch.domestic','$.products.switch.foreign','$.products.switch.total'),
    ('terminal','hardware','$.products.terminal.domestic','$.products.terminal.foreign','$.products.terminal.total'),
    ('storage','hardware','$.products.storage.domestic','$.products.storage.foreign','$.products.storage.total'),
    ('firewall','hardware','$.sectorProducts.firewall.domestic','$.sectorProducts.firewall.foreign',NULL),
    ('diskArray','hardware','$.sectorProducts.diskArray.domestic','$.sectorProducts.diskArray.foreign',NULL),
    ('tapeLibrary','hardware','$.sectorProducts.tapeLibrary.domestic','$.sectorProducts.tapeLibrary.foreign',NULL),
    ('os','software','$.sectorProducts.os.domestic','$.sectorProducts.os.foreign',NULL),
    ('os','software','$.products.server.domesticOs','$.products.server.foreignOs','$.products.server.total'),
    ('os','software','$.products.terminal.domesticOs','$.products.terminal.foreignOs','$.products.terminal.total'),
    ('dbms','software','$.sectorProducts.database.domestic','$.sectorProducts.database.foreign',NULL),
    ('dbms','software','$.products.dbms.domestic','$.products.dbms.foreign','$.products.dbms.total'),
    ('application','software','$.bizApps.selfDeveloped',NULL,NULL),
    ('application','software','$.bizApps.outsourcedDomestic','$.bizApps.outsourcedForeign',NULL),
    ('application','software','$.bizApps.purchasedDomestic','$.bizApps.purchasedForeign',NULL))
  SELECT f.unit, p.kind, p.category, json_extract(f.json, p.domestic) AS domestic_count,
    CASE WHEN p.abroad IS NULL THEN 0
      ELSE coalesce(json_extract(f.json, p.abroad),
        json_extract(f.json, p.total) - json_extract(f.json, p.domestic)) END AS foreign_count
  FROM newest_form f CROSS JOIN pair p WHERE f.role = 'inspection-form';
CREATE VIEW product_branded AS
  WITH place(kind, category, total, brands) AS (VALUES
    ('mail','software','$.products.mail.total','$.products.mail.brands'),
    ('loadBalancer','hardware','$.products.loadBalancer.total','$.products.loadBalancer.brands'),
    ('firewall','hardware','$.products.firewall.total','$.products.firewall.brands'),
    ('ids','hardware','$.products.ids.total','$.products.ids.brands'),
    ('audit','hardware','$.products.audit.total','$.products.audit.brands'))
  SELECT f.unit, p.kind, p.category,
    (SELECT coalesce(sum(json_extract(b.value, '$.count')), 0)
      FROM json_each(f.json, p.brands) b
      WHERE json_extract(b.value, '$.origin') = 'domestic') AS domestic_count,
    (SELECT coalesce(sum(json_extract(b.value, '$.count')), 0)
      FROM json_each(f.json, p.brands) b
      WHERE json_extract(b.value, '$.origin') = 'foreign') AS foreign_count
  FROM newest_form f CROSS JOIN place p
  WHERE f.role = 'inspection-form' AND json_extract(f.json, p.total) IS NOT NULL
    AND (json_extract(f.json, p.total) = 0 OR EXISTS (
      SELECT 1 FROM json_each(f.json, p.brands) b
      WHERE json_extract(b.value, '$.origin') IS NOT NULL));
CREATE VIEW product_origin AS
  SELECT unit, kind, category, sum(domestic_count) AS domestic_count,
    sum(foreign_count) AS foreign_count
  FROM (
    SELECT unit, kind, category, domestic_count, foreign_count FROM product_stated
    WHERE domestic_count IS NOT NULL AND foreign_count IS NOT NULL
    UNION ALL
    SELECT unit, kind, category, domestic_count, foreign_count FROM product_branded
    UNION ALL
    SELECT unit, 'provider', 'services', state_owned + private_owned, foreign_owned
    FROM outsourcing
  )
  GROUP BY unit, kind, category;
CREATE VIEW system_mention AS
  SELECT f.unit, coalesce(json_extract(s.value, '$.id'), json_extract(s.value, '$.name')) AS id,
    json_extract(s.value, '$.name') AS name, json_extract(s.value, '$.level') AS level,
    0 AS rank, f.position, f.path, s.key AS item,
    json_extract(s.value, '$.psFiling.status') IS 'filed' AS filed,
    json_extract(s.value, '$.healthFiling.status') IS 'filed' AS health_filed,
    f.submission = 'self-inspection' AS inspected, 0 AS evaluated, 0 AS planned
  FROM counted_form f, json_each(f.json, '$.systems') s WHERE f.role = 'system-inventory'
  UNION ALL
  SELECT f.unit, coalesce(json_extract(s.value, '$.inventoryId'),
      json_extract(s.value, '$.table2.name')),
    json_extract(s.value, '$.table2.name'), json_extract(s.value, '$.table3.level'),
    1, f.position, f.path, s.key, 0, 0, 0, 0, 0
  FROM counted_form f, json_each(f.json, '$.systems') s WHERE f.role = 'filing-form'
  UNION ALL
  SELECT f.unit, coalesce(json_extract(s.value, '$.systemRef'), json_extract(s.value, '$.name')),
    json_extract(s.value, '$.name'), json_extract(s.value, '$.level'),
    2, f.position, f.path, s.key, 0, 0, 0, 1, 0
  FROM counted_form f, json_each(f.json, '$.evaluations') s WHERE f.role = 'evaluation-record'
  UNION ALL
  SELECT f.unit, coalesce(json_extract(s.value, '$.systemRef'), json_extract(s.value, '$.name')),
    json_extract(s.value, '$.name'), json_extract(s.value, '$.level'),
    3, f.position, f.path, s.key, 0, 0, 0, 0, 1
  FROM counted_form f, json_each(f.json, '$.plans') s
  WHERE f.role = 'rectification-record' AND json_extract(f.json, '$.kind') = 'construction';
CREATE VIEW system AS
  WITH open AS MATERIALIZED (
    SELECT DISTINCT unit, system FROM problem WHERE status <> 'done' AND system IS NOT NULL)
  SELECT m.unit, m.id, m.name, coalesce(m.level, 0) AS level, m.filed, m.health_filed,
    m.inspected, m.evaluated, m.planned AND o.unit IS NULL AS rectified
  FROM (
    SELECT unit, id, name, level, filed, health_filed,
      max(inspected) OVER same AS inspected, max(evaluated) OVER same AS evaluated,
      max(planned) OVER same AS planned,
      row_number() OVER (PARTITION BY unit, id
        ORDER BY rank, position DESC, path DESC, item DESC) AS place
    FROM system_mention WHERE id IS NOT NULL
    WINDOW same AS (PARTITION BY unit, id)
  ) m LEFT JOIN open o ON o.unit = m.unit AND o.system = m.id WHERE m.place = 1;
CREATE VIEW level_count AS
  SELECT unit, level, count(*) AS systems, 'system' AS source FROM system GROUP BY unit, level
  UNION ALL
  SELECT f.unit, coalesce(json_extract(s.value, '$.level'), 0), count(*), 'analysis'
  FROM newest_form f, json_each(f.json, '$.analysis') s
  WHERE f.role = 'inspection-form'
    AND NOT EXISTS (SELECT 1 FROM system_mention m WHERE m.unit = f.unit)
  GROUP BY f.unit, 2
  UNION ALL
  SELECT f.unit, l.level, json_extract(f.json, l.place), 'grading'
  FROM newest_form f CROSS JOIN (
    SELECT 0 AS level, '$.grading.ungraded' AS place UNION SELECT 1, '$.grading.level1'
    UNION SELECT 2, '$.grading.level2' UNION SELECT 3, '$.grading.level3'
    UNION SELECT 4, '$.grading.level4' UNION SELECT 5, '$.grading.level5') l
  WHERE f.role = 'inspection-form' AND json_extract(f.json, l.place) IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM system_mention m WHERE m.unit = f.unit);
CREATE VIEW activity AS
  WITH done(unit, level, systems, filed, health_filed, evaluated, rectified, inspected) AS (
    SELECT unit, level, count(*), sum(filed), sum(health_filed), sum(evaluated),
      sum(rectified), sum(inspected) FROM system GROUP BY unit, level
    UNION ALL
    SELECT c.unit, c.level, sum(c.systems), NULL, NULL,
      (SELECT json_extract(f.json, '$.grading.level' || c.level || 'Assessed')
        FROM newest_form f WHERE f.unit = c.unit AND f.role = 'inspection-form' LIMIT 1),
      NULL, sum(c.systems)
    FROM level_count c WHERE c.source <> 'system' GROUP BY c.unit, c.level
  )
  SELECT d.unit, d.level, a.activity, d.systems,
    CASE a.activity WHEN 'filed' THEN d.filed WHEN 'health-filed' THEN d.health_filed
      WHEN 'evaluated' THEN d.evaluated WHEN 'rectified' THEN d.rectified
      ELSE d.inspected END AS done
  FROM done d CROSS JOIN (SELECT 'filed' AS activity UNION SELECT 'health-filed'
    UNION SELECT 'evaluated' UNION SELECT 'rectified' UNION SELECT 'inspected') a
  WHERE d.level >= 2;
CREATE VIEW problem AS
  SELECT unit, id, system, area, severity, source, status FROM (
    SELECT f.unit, json_extract(p.value, '$.id') AS id,
      json_extract(p.value, '$.systemRef') AS system, json_extract(p.value, '$.area') AS area,
      json_extract(p.value, '$.severity') AS severity,
      json_extract(p.value, '$.source') AS source, json_extract(p.value, '$.status') AS status,
      row_number() OVER (PARTITION BY f.unit, json_extract(p.value, '$.id')
        ORDER BY f.position DESC, f.path DESC, p.key DESC) AS place
    FROM counted_form f, json_each(f.json, '$.findings') p
    WHERE f.role IN ('rectification-list','rectification-record')
  ) WHERE place = 1;
CREATE VIEW outsourcing AS
  SELECT f.unit, count(o.value) AS providers,
    coalesce(sum(json_extract(o.value, '$.nature') = 'state'), 0) AS state_owned,
    coalesce(sum(json_extract(o.value, '$.nature') = 'private'), 0) AS private_owned,
    coalesce(sum(json_extract(o.value, '$.nature') = 'foreign'), 0) AS foreign_owned,
    coalesce(sum(json_extract(o.value, '$.secrecyAgreement') = 'signed'), 0) AS agreements,
    sum(json_extract(o.value, '$.isms') = 'certified') AS certified,
    count(json_extract(o.value, '$.isms')) AS isms_stated,
    coalesce(sum(EXISTS (SELECT 1 FROM json_each(o.value, '$.mode') m
      WHERE m.value = 'remote')), 0) AS remote,
    sum(json_type(o.value, '$.mode') IS NOT NULL) AS mode_stated
  FROM newest_form f LEFT JOIN json_each(f.json, '$.outsourcing.orgs') o
  WHERE f.role = 'inspection-form' AND json_type(f.json, '$.outsourcing') = 'object'
  GROUP BY f.unit;
CREATE VIEW outsourcing_item AS
  SELECT unit, item, part, whole FROM (
    SELECT o.unit, i.item,
      CASE i.item WHEN 'uses' THEN o.providers > 0 WHEN 'state' THEN o.state_owned
        WHEN 'private' THEN o.private_owned WHEN 'foreign' THEN o.foreign_owned
        WHEN 'agreement' THEN o.agreements WHEN 'certified' THEN o.certified
        ELSE o.remote END AS part,
      CASE i.item WHEN 'uses' THEN 1
        WHEN 'certified' THEN nullif(o.isms_stated, 0)
        WHEN 'remote' THEN nullif(o.mode_stated, 0) ELSE o.providers END AS whole
    FROM outsourcing o CROSS JOIN (SELECT 'uses' AS item UNION ALL SELECT 'state'
      UNION ALL SELECT 'private' UNION ALL SELECT 'foreign' UNION ALL SELECT 'agreement'
      UNION ALL SELECT 'certified' UNION ALL SELECT 'remote') i
  ) WHERE whole IS NOT NULL
  UNION ALL
  SELECT unit, 'third-party-operation', json_extract(json, '$.systems.thirdPartyOps'),
    json_extract(json, '$.systems.total')
  FROM newest_form WHERE role = 'inspection-form'
    AND json_extract(json, '$.systems.thirdPartyOps') IS NOT NULL
    AND json_extract(json, '$.systems.total') IS NOT NULL;
CREATE VIEW emergency AS
  SELECT f.unit,
    json_extract(f.json, '$.emergency.plan') = 'made' AS plan,
    json_extract(f.json, '$.emergency.planRevised') = 'revised' AS plan_revised,
    json_extract(f.json, '$.emergency.drill') = 'done' AS drill,
    json_extract(f.json, '$.emergency.dataBackup') = 'yes' AS data_backup,
    json_extract(f.json, '$.emergency.spares') AS spares,
    CASE WHEN json_type(f.json, '$.emergency.team') = 'array' THEN EXISTS (
      SELECT 1 FROM json_each(f.json, '$.emergency.team') t
      WHERE t.value IN ('own','external')) END AS team,
    json_extract(f.json, '$.important.total') AS systems,
    json_extract(f.json, '$.important.drSystem') AS recovery_system,
    json_extract(f.json, '$.important.drDataOnly') AS recovery_data,
    json_extract(f.json, '$.important.drNone') AS recovery_none
  FROM newest_form f WHERE f.role = 'inspection-form';
CREATE VIEW emergency_item AS
  SELECT unit, item, part, whole FROM (
    SELECT e.unit, i.item,
      CASE i.item WHEN 'plan' THEN e.plan WHEN 'plan-revised' THEN e.plan_revised
        WHEN 'drill' THEN e.drill WHEN 'data-backup' THEN e.data_backup
        WHEN 'spares' THEN e.spares WHEN 'team' THEN e.team
        WHEN 'recovery-system' THEN e.recovery_system
        WHEN 'recovery-data' THEN e.recovery_data ELSE e.recovery_none END AS part,
      CASE WHEN i.item LIKE 'recovery%' THEN e.systems ELSE 1 END AS whole
    FROM emergency e CROSS JOIN (SELECT 'plan' AS item UNION ALL SELECT 'plan-revised'
      UNION ALL SELECT 'drill' UNION ALL SELECT 'data-backup' UNION ALL SELECT 'spares'
      UNION ALL SELECT 'team' UNION ALL SELECT 'recovery-system'
      UNION ALL SELECT 'recovery-data' UNION ALL SELECT 'recovery-none') i
  ) WHERE part IS NOT NULL AND whole IS NOT NULL;
CREATE VIEW incident_count AS
  SELECT f.unit, s.severity, (SELECT count(*) FROM json_each(f.json, '$.incidents.items') i
    WHERE json_extract(i.value, '$.severity') = s.severity) AS incidents
  FROM newest_form f CROSS JOIN (SELECT 'I' AS severity UNION SELECT 'II' UNION SELECT 'III'
    UNION SELECT 'IV') s
  WHERE f.role = 'inspection-form' AND json_type(f.json, '$.incidents.items') = 'array';
CREATE VIEW unit_year AS
  SELECT f.unit, json_extract(f.json, '$.training.participants') AS training_people,
    json_extract(f.json, '$.unit.staffTotal') AS staff,
    json_extract(f.json, '$.funding.budgetWan') AS budget_wan
  FROM newest_form f WHERE f.role = 'inspection-form';
CREATE VIEW statistic AS
  WITH origin AS MATERIALIZED (SELECT * FROM product_origin),
    levels AS MATERIALIZED (SELECT unit, level, sum(systems) AS systems FROM level_count
      GROUP BY unit, level),
    stated AS MATERIALIZED (SELECT * FROM activity WHERE done IS NOT NULL),
    known AS MATERIALIZED (SELECT * FROM problem)
  SELECT 'foreign' AS section, kind AS item, unit, foreign_count AS part,
    domestic_count + foreign_count AS whole FROM origin
  UNION ALL
  SELECT 'foreign-total', category, unit, sum(foreign_count),
    sum(domestic_count + foreign_count) FROM origin GROUP BY unit, category
  UNION ALL
  SELECT 'level', 'L' || l.level, t.unit,
    sum(CASE WHEN c.level = l.level THEN c.systems ELSE 0 END), t.systems
  FROM (SELECT unit, sum(systems) AS systems FROM levels GROUP BY unit) t
    CROSS JOIN (SELECT 0 AS level UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4
      UNION SELECT 5) l
    JOIN levels c ON c.unit = t.unit
  GROUP BY t.unit, l.level
  UNION ALL
  SELECT a.activity, 'L' || a.level, a.unit, a.done, a.systems FROM stated a
  UNION ALL
  SELECT a.activity, 'all', a.unit, sum(a.done), sum(a.systems) FROM stated a
  GROUP BY a.unit, a.activity
  UNION ALL
  SELECT 'problem', s.status, t.unit, sum(p.status = s.status), count(*)
  FROM (SELECT DISTINCT unit FROM known) t
    CROSS JOIN (SELECT 'done' AS status UNION SELECT 'in-progress' UNION SELECT 'interim'
      UNION SELECT 'not-started') s
    JOIN known p ON p.unit = t.unit
  GROUP BY t.unit, s.status
  UNION ALL
  SELECT 'problem-high', 'done', unit, sum(status = 'done'), count(*) FROM known
  WHERE severity = 'high' GROUP BY unit
  UNION ALL
  SELECT 'emergency', e.item, e.unit, e.part, e.whole FROM emergency_item e
  UNION ALL
  SELECT 'outsourcing', o.item, o.unit, o.part, o.whole FROM outsourcing_item o
  UNION ALL
  SELECT 'incident', i.severity, i.unit, i.incidents, NULL FROM incident_count i
  UNION ALL
  SELECT 'training', 'people', y.unit, y.training_people, y.staff FROM unit_year y
  WHERE y.training_people IS NOT NULL;
