package dev.regard.connectors.web;

/**
 * What stands around each page.
 *
 * @param here      which entry of the navigation is the current one; empty for none
 * @param english   this page in English
 * @param chinese   this page in Chinese
 * @param now       the engine's clock
 * @param leaving   whether there is a sign-in to end
 * @param trouble   what the health check says; empty when all is well
 */
record Frame(Words words, String title, String here, String english, String chinese, String company, String now, boolean leaving, String trouble) {

    String say(String key, Object... values) {
        return words.say(key, values);
    }

    String asset(String name) {
        return Assets.url(name);
    }

    String current(String name) {
        return here.equals(name) ? "page" : null;
    }
}
