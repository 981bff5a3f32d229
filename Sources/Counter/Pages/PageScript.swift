extension PageAssets {
  /// `/counter.js`: what drop, progress and copying need; every page works without it. All words stand in the page.
  static let script = """
    'use strict';
    (() => {
      // A form that changes something is sent once; who comes back to the page can send it again.
      const locked = new Set();
      addEventListener('pageshow', () => {
        for (const button of locked) button.disabled = false;
        locked.clear();
      });
      addEventListener('submit', event => {
        const form = event.target;
        if (event.defaultPrevented || form.method !== 'post') return;
        // Once the browser has taken the form's values.
        setTimeout(() => {
          for (const button of form.querySelectorAll('button')) {
            button.disabled = true;
            locked.add(button);
          }
        });
      });

      const prepareCopying = button => {
        const field = document.getElementById(button.dataset.copy);
        const said = button.parentElement.querySelector('[data-done]');
        field.addEventListener('focus', () => field.select());
        button.hidden = false;
        button.addEventListener('click', async () => {
          field.focus();
          try {
            await navigator.clipboard.writeText(field.value);
          } catch {
            if (!document.execCommand('copy')) return;
          }
          said.textContent = said.dataset.done;
        });
      };

      // The answer in the place of what is shown, where there is no address that would show it again.
      const show = text => {
        const page = new DOMParser().parseFromString(text, 'text/html');
        const [main, title] = [page.querySelector('main'), page.querySelector('h1')];
        if (!main || !title) return false;
        document.querySelector('main').replaceWith(main);
        document.querySelector('h1').replaceWith(title);
        document.title = page.title;
        prepare(main);
        scrollTo(0, 0);
        main.focus();
        return true;
      };

      const senders = new WeakMap();

      const prepareSending = form => {
        const field = form.querySelector('input[type=file]');
        const button = form.querySelector('button');
        const status = form.querySelector('[role=status]');
        const bar = form.querySelector('progress');
        const words = form.dataset;

        const fail = text => {
          status.textContent = text;
          bar.hidden = true;
          button.disabled = false;
          field.disabled = false;
        };

        const send = () => {
          const file = field.files[0];
          if (!file || button.disabled) return;
          if (file.size > Number(words.limit)) {
            fail(words.large);
            return;
          }
          const data = new FormData(form);
          const request = new XMLHttpRequest();
          button.disabled = true;
          field.disabled = true;
          bar.value = 0;
          bar.hidden = false;
          status.textContent = words.sending.replace('{file}', () => file.name);
          let quarter = 0;
          request.upload.addEventListener('progress', event => {
            if (!event.lengthComputable) return;
            const percent = Math.floor(100 * event.loaded / event.total);
            bar.value = percent;
            // A screen reader is told every quarter, not every packet.
            if (Math.floor(percent / 25) === quarter || percent === 100) return;
            quarter = Math.floor(percent / 25);
            status.textContent = words.sent.replace('{percent}', percent);
          });
          request.upload.addEventListener('load', () => {
            bar.removeAttribute('value');
            status.textContent = words.reading;
          });
          request.addEventListener('load', () => {
            const there = new URL(request.responseURL || form.action, location.href);
            if (there.pathname === new URL(form.action, location.href).pathname) {
              if (!show(request.responseText)) fail(words.failed);
              return;
            }
            // The address of an answer comes without its place on the page.
            there.hash ||= words.place;
            const stays = there.pathname === location.pathname && there.search === location.search;
            location.assign(there);
            // To another place on the same page a browser only scrolls.
            if (stays && there.hash) location.reload();
          });
          for (const kind of ['error', 'abort', 'timeout']) {
            request.addEventListener(kind, () => fail(words.failed));
          }
          request.open('POST', form.action);
          request.send(data);
        };

        senders.set(form, files => {
          if (button.disabled) return;
          if (files.length !== 1) {
            fail(words.several);
            return;
          }
          field.files = files;
          if (words.drop === 'send') {
            send();
          } else {
            status.textContent = words.ready.replace('{file}', () => files[0].name);
            button.focus();
          }
        });
        form.querySelector('[data-scripted]').hidden = false;
        field.addEventListener('change', () => { status.textContent = ''; });
        form.addEventListener('submit', event => {
          event.preventDefault();
          send();
        });
      };

      const prepare = part => {
        part.querySelectorAll('[data-copy]').forEach(prepareCopying);
        part.querySelectorAll('form[data-drop]').forEach(prepareSending);
      };
      prepare(document);

      // Anywhere on the page: who misses the frame must not lose the page to the file.
      const target = event => event.dataTransfer && [...event.dataTransfer.types].includes('Files')
        ? document.querySelector('form[data-drop]') : null;
      let depth = 0;
      const entered = (event, by) => {
        const form = target(event);
        if (!form) return;
        depth = by === 0 ? 0 : Math.max(0, depth + by);
        form.classList.toggle('over', depth > 0);
      };
      addEventListener('dragenter', event => entered(event, 1));
      addEventListener('dragleave', event => entered(event, -1));
      addEventListener('dragover', event => { if (target(event)) event.preventDefault(); });
      addEventListener('drop', event => {
        const form = target(event);
        if (!form) return;
        event.preventDefault();
        entered(event, 0);
        const closed = form.closest('details');
        if (closed) closed.open = true;
        senders.get(form)(event.dataTransfer.files);
      });
    })();

    """
}
