package io.aula.identity.account.signup;

import io.aula.identity.account.ProfileRules;
import java.util.ArrayList;
import java.util.List;

/** What a stranger typed. */
public record SignUpForm(String displayName, String email, String password) {
    static final int SHORTEST_PASSWORD = 10;
    static final int LONGEST_PASSWORD = 200;

    public SignUpForm {
        displayName = displayName.strip();
        email = email.strip();
    }

    /** Names of the fields that cannot be accepted, in the order of the form. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (!ProfileRules.isDisplayName(displayName)) {
            faults.add("displayName");
        }
        if (!ProfileRules.isEmail(email)) {
            faults.add("email");
        }
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            faults.add("password");
        }
        return faults;
    }
}
