package dev.regard.routes.planted.engine.time;

import com.nlf.calendar.Lunar;

public class InnocentMoon {
    Lunar date;
}
