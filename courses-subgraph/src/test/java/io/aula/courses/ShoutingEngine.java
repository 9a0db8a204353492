package io.aula.courses;

import io.aula.platform.translation.Engine;
import io.aula.platform.translation.LanguagePair;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Says in Portuguese what was said in Spanish, only louder; remembers what it was asked. */
final class ShoutingEngine implements Engine {
    /** What was translated, since the service started or a test cleared it. */
    static final List<String> ASKED = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "shouting";
    }

    @Override
    public boolean translates(LanguagePair pair) {
        return pair.equals(new LanguagePair("es", "pt"));
    }

    @Override
    public List<String> translate(LanguagePair pair, List<String> texts) {
        ASKED.addAll(texts);
        return texts.stream().map(text -> text.toUpperCase(Locale.ROOT)).toList();
    }
}
