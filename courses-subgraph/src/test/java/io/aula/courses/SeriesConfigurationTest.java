package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SeriesConfigurationTest extends CoursesTestServer {
    @Autowired
    private DataSource database;

    @Test
    void aSeriesThatIsThereStaysTheKindItIs() {
        assertThat(locations()).contains("classpath:db/series-native");
        sql.execute("alter table ts.progress_point rename to progress_point_aside");
        try {
            // As a hypertable looks to the catalog: a plain table.
            sql.execute("create table ts.progress_point (at timestamptz)");
            assertThat(locations()).contains("classpath:db/series-timescale");
        } finally {
            sql.execute("drop table ts.progress_point");
            sql.execute("alter table ts.progress_point_aside rename to progress_point");
        }
    }

    private String locations() {
        FluentConfiguration flyway = new FluentConfiguration();
        new SeriesConfiguration().seriesLocation(database).customize(flyway);
        return java.util.Arrays.toString(flyway.getLocations());
    }
}
