// As they were made before there were migrations: a graph that has them already keeps them.
CREATE CONSTRAINT user_id IF NOT EXISTS FOR (u:User) REQUIRE u.id IS UNIQUE;
CREATE CONSTRAINT course_id IF NOT EXISTS FOR (c:Course) REQUIRE c.id IS UNIQUE;
CREATE CONSTRAINT lesson_id IF NOT EXISTS FOR (l:Lesson) REQUIRE l.id IS UNIQUE;
CREATE CONSTRAINT gone_id IF NOT EXISTS FOR (g:Gone) REQUIRE g.id IS UNIQUE;
CREATE CONSTRAINT outbox_id IF NOT EXISTS FOR (o:Outbox) REQUIRE o.id IS UNIQUE;
CREATE CONSTRAINT inbox_id IF NOT EXISTS FOR (i:Inbox) REQUIRE i.id IS UNIQUE;
CREATE INDEX user_handle IF NOT EXISTS FOR (u:User) ON (u.handle);
CREATE INDEX inbox_at IF NOT EXISTS FOR (i:Inbox) ON (i.at);
CREATE INDEX course_status IF NOT EXISTS FOR (c:Course) ON (c.status, c.locale);
CREATE INDEX course_touched IF NOT EXISTS FOR (c:Course) ON (c.touched);
CREATE INDEX enrolled_at IF NOT EXISTS FOR ()-[e:ENROLLED]-() ON (e.at);
