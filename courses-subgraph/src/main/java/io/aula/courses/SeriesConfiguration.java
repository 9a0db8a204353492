package io.aula.courses;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the migrations of the progress series: hypertables where TimescaleDB runs, native partitions elsewhere. */
@Configuration(proxyBeanMethods = false)
class SeriesConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(SeriesConfiguration.class);
    // Available but not preloaded is worse than absent: the first use kills the backend. A series that is there stays
    // the
    // kind it is (relkind p: native partitions), also on a server that has learnt hypertables since.
    private static final String WANTS_TIMESCALE = "select case when to_regclass('ts.progress_point') is not null"
            + " then (select relkind <> 'p' from pg_class where oid = to_regclass('ts.progress_point'))"
            + " else exists (select 1 from pg_available_extensions where name = 'timescaledb')"
            + " and current_setting('shared_preload_libraries') like '%timescaledb%' end";

    @Bean
    FlywayConfigurationCustomizer seriesLocation(DataSource database) {
        return flyway -> {
            String series = wantsTimescale(database) ? "classpath:db/series-timescale" : "classpath:db/series-native";
            LOG.info("Progress series from {}", series);
            flyway.locations("classpath:db/migration", series);
        };
    }

    private static boolean wantsTimescale(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WANTS_TIMESCALE)) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot ask PostgreSQL for its extensions", e);
        }
    }
}
