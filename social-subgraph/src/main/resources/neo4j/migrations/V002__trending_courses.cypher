CREATE INDEX course_trending IF NOT EXISTS FOR (c:Course) ON (c.trending);
