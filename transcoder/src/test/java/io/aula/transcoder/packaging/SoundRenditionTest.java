package io.aula.transcoder.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SoundRenditionTest {
    private static final Rendition SOUND =
            new Rendition(new TrackInfo("audio", "mp4a.40.2", 48_000, 0, 0, 48_000, 2), List.of());

    @Test
    void severalSoundsOfOneLanguageAreToldApartAndEachNamesIt() {
        List<SoundRendition> sounds = List.of(
                new SoundRendition(SOUND, "es"), new SoundRendition(SOUND, "pt-BR"), new SoundRendition(SOUND, "es"));
        String master = HlsPlaylists.master(List.of(), sounds, 25);
        assertThat(master)
                .contains("NAME=\"Español\",LANGUAGE=\"es\",DEFAULT=YES")
                .contains("NAME=\"Português (Brasil)\",LANGUAGE=\"pt-BR\",DEFAULT=NO")
                .contains("NAME=\"Español 2\",LANGUAGE=\"es\",DEFAULT=NO");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "e", "es\"\n#EXTINF:1,\nhttp://example.org/a.ts", "es\" lang=\"de", "<es>", "es_ES", "es-"})
    void whatIsNoLanguageTagGoesIntoNoManifest(String said) {
        SoundRendition sound = new SoundRendition(SOUND, said);
        assertThat(sound.language()).isEqualTo("und");
        assertThat(HlsPlaylists.master(List.of(), List.of(sound), 25))
                .contains("NAME=\"Main\",DEFAULT=YES")
                .doesNotContain("LANGUAGE");
    }
}
