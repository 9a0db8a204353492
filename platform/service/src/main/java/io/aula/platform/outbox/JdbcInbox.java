package io.aula.platform.outbox;

import org.springframework.jdbc.core.JdbcTemplate;

final class JdbcInbox implements Inbox {
    private final JdbcTemplate jdbc;
    private final String insert;

    JdbcInbox(JdbcTemplate jdbc, String schema) {
        this.jdbc = jdbc;
        this.insert = "insert into " + schema + ".inbox (consumer, event_id) values (?, ?) on conflict do nothing";
    }

    @Override
    public boolean firstTime(String consumer, String eventId) {
        return jdbc.update(insert, consumer, eventId) == 1;
    }
}
