import { mount } from 'svelte';
import type { Host } from './host/host';
import { HttpHost } from './host/http';
import { TauriHost } from './host/tauri';
import './styles/base.css';
import AppView from './views/AppView.svelte';

async function findHost(): Promise<Host> {
	if (import.meta.env.DEV) {
		// Only with the development server: the built program has no made-up customers.
		const scene = new URLSearchParams(location.search).get('fake');
		if (scene !== null) {
			const { SCENES } = await import('./host/fake/scenes');
			return (SCENES[scene] ?? SCENES['inbox']!)();
		}
	}
	return '__TAURI_INTERNALS__' in window ? new TauriHost() : new HttpHost();
}

// A file that is dropped beside its place must not replace the page.
for (const type of ['dragover', 'drop'] as const) {
	window.addEventListener(type, (event) => {
		if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
	});
}

void findHost().then((host) => mount(AppView, { target: document.getElementById('app')!, props: { host } }));
