/// <reference types="vite/client" />
/** What the browser loads at `/quan-tri`: draws the staff application into the shell of the page. */
import { render } from 'preact';
import { App } from './app.tsx';
import './staff.css';
import './settings.css';

const place = document.getElementById('app');
if (place) render(<App />, place);
