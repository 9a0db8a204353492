package io.aula.transcoder.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.transcoder.model.ModelFetch.Outcome.Found;
import io.aula.transcoder.model.ModelFetch.Outcome.Missing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of the ways, with doubles that write a few bytes. */
final class ModelFetchTest {

    private static final String RIGHT = "weights";

    @TempDir
    private Path folder;

    private final List<String> tried = new ArrayList<>();
    private SpeechModel model;
    private Wanted wanted;

    @BeforeEach
    void wantASmallModel() throws Exception {
        Path sample = Files.writeString(folder.resolve("sample"), RIGHT);
        model = new SpeechModel("sample", RIGHT.length(), Sha256.of(sample));
        wanted = new Wanted(model, Optional.empty(), folder.resolve("models"));
    }

    @Test
    void usesTheNamedFileWhereItLies() throws Exception {
        Path given = Files.writeString(folder.resolve("mine.bin"), RIGHT);
        Wanted named = new Wanted(model, Optional.of(given), folder.resolve("models"));
        assertThat(fetch(named, bringing("home", RIGHT))).isEqualTo(new Found(given, "AULA_WHISPER_MODEL"));
        assertThat(tried).isEmpty();
    }

    @Test
    void fetchesNothingInPlaceOfANamedFileOfAnotherSum() throws Exception {
        Path given = Files.writeString(folder.resolve("mine.bin"), "another");
        Wanted named = new Wanted(model, Optional.of(given), folder.resolve("models"));
        assertThat(fetch(named, bringing("home", RIGHT))).isInstanceOf(Missing.class);
        assertThat(tried).isEmpty();
    }

    @Test
    void takesTheCacheBeforeAnyWay() throws Exception {
        fetch(wanted, bringing("home", RIGHT));
        assertThat(fetch(wanted, bringing("home", RIGHT))).isEqualTo(new Found(wanted.file(), "the cache"));
        assertThat(tried).containsExactly("home");
    }

    @Test
    void goesOnToTheNextWayWhereOneDoesNotWork() throws Exception {
        assertThat(fetch(wanted, failing("home", "no route"), bringing("registry", RIGHT)))
                .isEqualTo(new Found(wanted.file(), "registry"));
        assertThat(tried).containsExactly("home", "registry");
        assertThat(wanted.file()).hasContent(RIGHT);
    }

    @Test
    void trustsNoWayWhoseFileHasAnotherSum() throws Exception {
        assertThat(fetch(wanted, bringing("home", "weightz"), bringing("registry", "longer than that")))
                .isInstanceOf(Missing.class);
        assertThat(wanted.file()).doesNotExist();
    }

    @Test
    void replacesACacheThatWasDamaged() throws Exception {
        Files.createDirectories(wanted.cache());
        Files.writeString(wanted.file(), "weight");
        assertThat(fetch(wanted, bringing("home", RIGHT))).isEqualTo(new Found(wanted.file(), "home"));
    }

    @Test
    void tellsAReasonForEachWayWhereNoneWorks() throws Exception {
        assertThat(fetch(wanted, failing("home", "no route"), failing("registry", "no such package")))
                .isEqualTo(new Missing(List.of("home: no route", "registry: no such package")));
    }

    @Test
    void leavesNothingUnfinishedBehind() throws Exception {
        fetch(wanted, bringing("home", "half"), failing("registry", "cut"));
        assertThat(wanted.cache()).isEmptyDirectory();
    }

    private ModelFetch.Outcome fetch(Wanted what, Way... ways) throws Exception {
        return new ModelFetch(List.of(ways)).fetch(what);
    }

    private Way bringing(String name, String content) {
        return way(name, work -> Files.writeString(work.resolve("file"), content));
    }

    private Way failing(String name, String reason) {
        return way(name, work -> {
            Files.writeString(work.resolve("half"), RIGHT);
            throw new IOException(reason);
        });
    }

    private interface Bringing {
        Path into(Path work) throws IOException;
    }

    private Way way(String name, Bringing bringing) {
        return new Way() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Path bring(SpeechModel asked, Path work) throws IOException {
                tried.add(name);
                return bringing.into(work);
            }
        };
    }
}
