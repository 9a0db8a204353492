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
    // Available but not preloaded is worse than absent: the first use kills the backend.
    private static final String HAS_TIMESCALE =
            "select exists (select 1 from pg_available_extensions where name = 'timescaledb')"
                    + " and current_setting('shared_preload_libraries') like '%timescaledb%'";

    @Bean
    FlywayConfigurationCustomizer seriesLocation(DataSource database) {
        return flyway -> {
            String series = hasTimescale(database) ? "classpath:db/series-timescale" : "classpath:db/series-native";
            LOG.info("Progress series from {}", series);
            flyway.locations("classpath:db/migration", series);
        };
    }

    private static boolean hasTimescale(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HAS_TIMESCALE)) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot ask PostgreSQL for its extensions", e);
        }
    }
}
