package dev.regard.connectors.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.FluentWait;

/** Walks the pages as a person does, and leaves pictures of them in {@code target/screenshots}. */
class BrowserTest {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Dimension DESK = new Dimension(1280, 900);
    private static final Dimension PHONE = new Dimension(390, 844);
    @TempDir
    private static Path profile;
    private static WebServer server;
    private static ChromeDriver browser;

    @BeforeAll
    static void open() throws IOException {
        assumeTrue(Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
                "no browser: install chromium and chromium-driver (Debian) to run this test");
        Files.createDirectories(PICTURES);
        SampleCompany company = SampleCompany.withCustomers();
        server = WebServer.start(WebSettings.at("127.0.0.1:0", Optional.empty()), company, company, company, Optional.of(company), new SimpleMeterRegistry());
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logs);
        browser = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).withSilent(true).build(), options);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void thePagesAreWalkedInBothLanguagesAndOnAPhone() {
        for (Dimension size : List.of(DESK, PHONE)) {
            for (String language : List.of("zh", "en")) {
                for (String page : List.of("", "customers", "customers/C-1001", "customers/C-1002", "complaints", "portfolio")) {
                    visit("/" + page + "?lang=" + language, size);
                    assertEquals(language, browser.findElement(By.tagName("html")).getAttribute("lang"));
                    assertFalse(scrollsSideways(), page + " is wider than the screen of " + size);
                    picture((page.isEmpty() ? "today" : page.replace('/', '-')) + "-" + language + (size == PHONE ? "-phone" : ""));
                }
            }
        }
        assertEquals(List.of(), complaintsOfTheBrowser());
    }

    @Test
    void theChartsAreDrawnAndStandInATableToo() {
        visit("/?lang=en", DESK);
        until(() -> browser.findElements(By.cssSelector("[data-chart] canvas")).size() == 2);
        assertEquals("Customers by tier", browser.findElement(By.tagName("canvas")).getAttribute("aria-label"));
        assertTrue(browser.findElement(By.cssSelector(".chart details table")).getAttribute("textContent").contains("platinum"));
    }

    @Test
    void theSearchFindsWhileOneTypes() {
        visit("/customers?lang=en", DESK);
        browser.findElement(By.name("q")).sendKeys("王小明");
        until(() -> browser.findElements(By.cssSelector("#results tbody tr")).size() == 1);
        assertTrue(browser.getCurrentUrl().contains("q="), browser.getCurrentUrl());
        browser.findElement(By.linkText("王小明")).click();
        until(() -> browser.findElement(By.tagName("h1")).getText().equals("王小明"));
        browser.navigate().back();
        until(() -> browser.findElements(By.cssSelector("#results tbody tr")).size() == 1);
    }

    @Test
    void aNameThatIsAScriptIsOnlyAName() {
        visit("/customers/C-1002?lang=en", DESK);
        assertEquals(SampleCompany.NASTY, browser.findElement(By.tagName("h1")).getText());
        assertEquals(3, browser.findElements(By.tagName("script")).size());
    }

    @Test
    void onePersonSignsInAndFindsThePageThatWasAskedFor() {
        SampleCompany company = SampleCompany.withCustomers();
        try (WebServer guarded = WebServer.start(WebSettings.at("127.0.0.1:0", Optional.of("hush")), company, company, company, Optional.empty(),
                new SimpleMeterRegistry())) {
            browser.get(guarded.url() + "/portfolio?lang=en");
            browser.findElement(By.name("token")).sendKeys("wrong");
            browser.findElement(By.tagName("form")).submit();
            until(() -> browser.findElement(By.cssSelector("[role=alert]")).getText().equals("This is not the token."));
            picture("sign-in-en");
            browser.findElement(By.name("token")).sendKeys("hush");
            browser.findElement(By.tagName("form")).submit();
            until(() -> browser.findElement(By.tagName("h1")).getText().startsWith("Portfolio"));
            browser.findElement(By.cssSelector(".aside button")).click();
            until(() -> !browser.findElements(By.name("token")).isEmpty());
        }
    }

    @Test
    void anEmptyCompanyIsToldWhatToDo() {
        SampleCompany company = new SampleCompany();
        try (WebServer fresh = WebServer.start(WebSettings.at("127.0.0.1:0", Optional.empty()), company, company, company, Optional.empty(),
                new SimpleMeterRegistry())) {
            browser.get(fresh.url() + "/?lang=en");
            picture("today-empty-en");
            assertEquals(4, browser.findElements(By.cssSelector(".empty")).size(), "complaints, two charts, touches");
        }
    }

    @Test
    void theFirstTabLeadsToTheContent() {
        visit("/?lang=en", DESK);
        browser.switchTo().activeElement().sendKeys(org.openqa.selenium.Keys.TAB);
        assertEquals("Skip to the content", browser.switchTo().activeElement().getText());
    }

    private static void visit(String path, Dimension size) {
        if (!browser.manage().window().getSize().equals(size)) {
            browser.manage().window().setSize(size);
            // the window of a desktop browser has a least width; the page is told its own
            browser.executeCdpCommand("Emulation.setDeviceMetricsOverride", java.util.Map.of("width", size.getWidth(), "height", size.getHeight(),
                    "deviceScaleFactor", 1, "mobile", size == PHONE));
        }
        browser.get(server.url() + path);
    }

    private static boolean scrollsSideways() {
        return (Boolean) ((JavascriptExecutor) browser).executeScript(
                "return document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    /** Refused scripts, styles and files end up here. */
    private static List<String> complaintsOfTheBrowser() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream().filter(l -> l.getLevel().intValue() >= Level.WARNING.intValue())
                .map(l -> l.getMessage()).toList();
    }

    private static void picture(String name) {
        try {
            Object whole = browser.executeCdpCommand("Page.captureScreenshot", java.util.Map.of("captureBeyondViewport", true)).get("data");
            Files.write(PICTURES.resolve(name + ".png"), java.util.Base64.getDecoder().decode((String) whole));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void until(java.util.function.BooleanSupplier holds) {
        new FluentWait<>(holds).withTimeout(Duration.ofSeconds(15)).pollingEvery(Duration.ofMillis(50))
                .ignoring(NoSuchElementException.class).ignoring(StaleElementReferenceException.class).until(h -> h.getAsBoolean());
    }
}
