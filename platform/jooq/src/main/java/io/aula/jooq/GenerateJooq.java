package io.aula.jooq;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Target;

/**
 * Starts a throw-away PostgreSQL, runs the migrations and writes jOOQ's classes of one schema. jOOQ can read DDL without
 * a server, but not generated columns, multiranges or functions.
 */
public final class GenerateJooq {
    private static final String STAMP = ".migrations.sha256";
    // What extensions bring into a schema is not the service's own.
    private static final String EXCLUDES =
            "flyway_schema_history|.*_progress_[0-9]+|citext.*|regexp_.*|split_part|strpos|translate|replace|max|min|texti.*";

    /** Held, because a logger that nobody holds forgets its level. */
    private static final List<Logger> TALKERS = Stream.of("org.flywaydb", "org.jooq", "io.zonky")
            .map(Logger::getLogger)
            .toList();

    private GenerateJooq() {}

    public static void main(String[] args) throws Exception {
        if (args.length < 4) {
            System.err.println(
                    "usage: GenerateJooq <migrations folder> <schema> <package> <output folder> [<id type>=<columns>]...");
            System.exit(2);
        }
        TALKERS.forEach(talker -> talker.setLevel(Level.WARNING));
        List<TypedId> ids = Arrays.stream(args).skip(4).map(TypedId::parse).toList();
        run(Path.of(args[0]), args[1], args[2], ids, Path.of(args[3]));
    }

    /** @return whether anything had to be made */
    static boolean run(Path migrations, String schema, String packageName, List<TypedId> ids, Path output)
            throws Exception {
        Path stamp = output.resolve(STAMP);
        String checksum = MigrationChecksum.of(migrations, schema, packageName + " " + ids);
        if (Files.exists(stamp) && Files.readString(stamp).equals(checksum)) {
            return false;
        }
        Files.createDirectories(output);
        generate(migrations, schema, packageName, ids, output);
        Files.writeString(stamp, checksum); // last, so that a broken run is not mistaken for a whole one
        return true;
    }

    private static void generate(Path migrations, String schema, String packageName, List<TypedId> ids, Path output)
            throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            Flyway.configure()
                    .dataSource(url, "postgres", "postgres")
                    .locations("filesystem:" + migrations.toAbsolutePath())
                    .schemas(schema)
                    .load()
                    .migrate();
            GenerationTool.generate(new Configuration()
                    .withJdbc(new Jdbc().withUrl(url).withUser("postgres").withPassword("postgres"))
                    .withGenerator(new Generator()
                            .withDatabase(database(schema, ids))
                            .withGenerate(generate())
                            .withTarget(
                                    new Target().withPackageName(packageName).withDirectory(output.toString()))));
        }
    }

    private static EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    /** No paths of joins: nobody walks them, and a table that refers to itself would have two of the same name. */
    private static Generate generate() {
        return new Generate()
                .withRecords(true)
                .withJavaTimeTypes(true)
                .withImplicitJoinPathsToOne(false)
                .withImplicitJoinPathsToMany(false);
    }

    private static Database database(String schema, List<TypedId> ids) {
        return new Database()
                .withInputSchema(schema)
                .withExcludes(EXCLUDES)
                .withIncludeRoutines(false)
                .withForcedTypes(forcedTypes(ids));
    }

    private static List<ForcedType> forcedTypes(List<TypedId> ids) {
        List<ForcedType> all = new ArrayList<>();
        // Only one of the schemas has the type.
        all.add(new ForcedType().withName("CLOB").withIncludeTypes("citext").withIgnoreUnused(true));
        all.add(new ForcedType().withName("INSTANT").withIncludeTypes("timestamp.* with time zone|timestamptz"));
        ids.stream().map(TypedId::forcedType).forEach(all::add);
        return all;
    }
}
