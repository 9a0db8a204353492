package io.aula.identity.authserver.refresh;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a browser calls itself, as a person would: "Firefox · Windows". Only a name to know one's own devices by; it proves nothing. */
public final class DeviceName {
    private record Known(String sign, String name) {}

    /** The first that fits: browsers name those whose pages they want to get, too. */
    private static final List<Known> BROWSERS = List.of(
            new Known("Edg", "Edge"),
            new Known("OPR/", "Opera"),
            new Known("SamsungBrowser/", "Samsung Internet"),
            new Known("Firefox/", "Firefox"),
            new Known("FxiOS/", "Firefox"),
            new Known("CriOS/", "Chrome"),
            new Known("Chrome/", "Chrome"),
            new Known("Safari/", "Safari"));

    private static final List<Known> SYSTEMS = List.of(
            new Known("iPhone", "iPhone"),
            new Known("iPad", "iPad"),
            new Known("Android", "Android"),
            new Known("Windows", "Windows"),
            new Known("CrOS", "ChromeOS"),
            new Known("Mac OS X", "macOS"),
            new Known("Linux", "Linux"));

    private DeviceName() {}

    /** Empty for what nobody would recognise. */
    public static Optional<String> of(@Nullable String userAgent) {
        if (userAgent == null) {
            return Optional.empty();
        }
        Optional<String> browser = find(BROWSERS, userAgent);
        Optional<String> system = find(SYSTEMS, userAgent);
        return browser.map(name -> system.map(os -> name + " · " + os).orElse(name))
                .or(() -> system);
    }

    private static Optional<String> find(List<Known> known, String userAgent) {
        return known.stream()
                .filter(each -> userAgent.contains(each.sign()))
                .map(Known::name)
                .findFirst();
    }
}
